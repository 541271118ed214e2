{{%AUTOESCAPE context="HTML"}}
{{! frame/broken.tpl: 500, a fault of ours. Fed by request_id }}
<div class="refuse">
  <span class="refuse-mark"><svg class="icon icon-lg" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#tool"></use></svg></span>
  <div class="stack stack-sm">
    <h1>Something broke on our side</h1>
    <p class="refuse-lead">Nothing that was accepted is lost. If it happens again, tell your operator this number: <span class="mono">{{request_id}}</span>.</p>
  </div>
  <p class="flow">{{#in_account}}<a class="btn btn-primary" href="{{inbox_path}}">Back to the inbox</a>{{/in_account}}{{#no_account}}<a class="btn btn-primary" href="/">Back to the beginning</a>{{/no_account}}</p>
</div>
