{{%AUTOESCAPE context="HTML"}}
{{! frame/too-many.tpl: 429, too often from one place. Fed by wait (seconds) }}
<div class="refuse">
  <span class="refuse-mark"><svg class="icon icon-lg" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#hourglass"></use></svg></span>
  <div class="stack stack-sm">
    <h1>That was a little too fast</h1>
    <p class="refuse-lead">Nothing was changed. Try again in {{wait}} seconds.</p>
  </div>
  <p class="flow">{{#in_account}}<a class="btn btn-primary" href="{{inbox_path}}">Back to the inbox</a>{{/in_account}}{{#no_account}}<a class="btn btn-primary" href="/">Back to the beginning</a>{{/no_account}}</p>
</div>
