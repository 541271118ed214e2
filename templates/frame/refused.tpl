{{%AUTOESCAPE context="HTML"}}
{{! frame/refused.tpl: 403, the role may not open this. Fed by headline, lead, rule, holds, changer (sentences); see_path, see_text }}
<div class="refuse">
  <span class="refuse-mark"><svg class="icon icon-lg" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#lock"></use></svg></span>
  <div class="stack stack-sm">
    <h1>{{headline}}</h1>
    <p class="refuse-lead">{{lead}}</p>
  </div>
  <dl class="refuse-why">
    <div><dt>The rule</dt><dd>{{rule}}</dd></div>
    <div><dt>What you hold</dt><dd>{{holds}}</dd></div>
    <div><dt>Who can change it</dt><dd>{{changer}}</dd></div>
    <div><dt>What you can see</dt><dd><a href="{{see_path}}">{{see_text}}</a></dd></div>
  </dl>
  <p class="flow">{{#in_account}}<a class="btn btn-primary" href="{{inbox_path}}">Back to the inbox</a>{{/in_account}}{{#no_account}}<a class="btn btn-primary" href="/">Back to the beginning</a>{{/no_account}}</p>
</div>
