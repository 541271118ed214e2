{{%AUTOESCAPE context="HTML"}}
{{! frame/bad-request.tpl: 400, the request makes no sense. Frame names only }}
<div class="refuse">
  <span class="refuse-mark"><svg class="icon icon-lg" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#help-circle"></use></svg></span>
  <div class="stack stack-sm">
    <h1>This request can’t be read</h1>
    <p class="refuse-lead">Something in the address or in the form is not as Branchline writes it. Nothing was changed.</p>
  </div>
  <p class="flow">{{#in_account}}<a class="btn btn-primary" href="{{inbox_path}}">Back to the inbox</a>{{/in_account}}{{#no_account}}<a class="btn btn-primary" href="/">Back to the beginning</a>{{/no_account}}</p>
</div>
