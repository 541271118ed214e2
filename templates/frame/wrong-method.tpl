{{%AUTOESCAPE context="HTML"}}
{{! frame/wrong-method.tpl: 405, the address exists, but not for this method. Frame names only }}
<div class="refuse">
  <span class="refuse-mark"><svg class="icon icon-lg" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#ban"></use></svg></span>
  <div class="stack stack-sm">
    <h1>This address is not opened that way</h1>
    <p class="refuse-lead">It belongs to a button or a form. Nothing was changed.</p>
  </div>
  <p class="flow">{{#in_account}}<a class="btn btn-primary" href="{{inbox_path}}">Back to the inbox</a>{{/in_account}}{{#no_account}}<a class="btn btn-primary" href="/">Back to the beginning</a>{{/no_account}}</p>
</div>
