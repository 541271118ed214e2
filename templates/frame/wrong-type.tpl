{{%AUTOESCAPE context="HTML"}}
{{! frame/wrong-type.tpl: 415, a body of a type that no form sends. Frame names only }}
<div class="refuse">
  <span class="refuse-mark"><svg class="icon icon-lg" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#file-unknown"></use></svg></span>
  <div class="stack stack-sm">
    <h1>This is not a form</h1>
    <p class="refuse-lead">Branchline takes what its own forms send and nothing else. Nothing was changed.</p>
  </div>
  <p class="flow">{{#in_account}}<a class="btn btn-primary" href="{{inbox_path}}">Back to the inbox</a>{{/in_account}}{{#no_account}}<a class="btn btn-primary" href="/">Back to the beginning</a>{{/no_account}}</p>
</div>
