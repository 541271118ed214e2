{{%AUTOESCAPE context="HTML"}}
{{! frame/not-found.tpl: 404, not there, or not for this reader: both look the same. Frame names only }}
<div class="refuse">
  <span class="refuse-mark"><svg class="icon icon-lg" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#map-off"></use></svg></span>
  <div class="stack stack-sm">
    <h1>This page doesn’t exist</h1>
    <p class="refuse-lead">There is nothing at this address, or nothing that you can see.</p>
  </div>
  <p class="flow">{{#in_account}}<a class="btn btn-primary" href="{{inbox_path}}">Back to the inbox</a>{{/in_account}}{{#no_account}}<a class="btn btn-primary" href="/">Back to the beginning</a>{{/no_account}}</p>
</div>
