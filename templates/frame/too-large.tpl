{{%AUTOESCAPE context="HTML"}}
{{! frame/too-large.tpl: 413, more than a form may hold. Frame names only }}
<div class="refuse">
  <span class="refuse-mark"><svg class="icon icon-lg" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#arrows-minimize"></use></svg></span>
  <div class="stack stack-sm">
    <h1>That is more than one form can hold</h1>
    <p class="refuse-lead">Nothing was changed. Send it in smaller pieces.</p>
  </div>
  <p class="flow">{{#in_account}}<a class="btn btn-primary" href="{{inbox_path}}">Back to the inbox</a>{{/in_account}}{{#no_account}}<a class="btn btn-primary" href="/">Back to the beginning</a>{{/no_account}}</p>
</div>
