{{%AUTOESCAPE context="HTML"}}
{{! frame/down.tpl: 503, the database or another part is away, or nobody had time. Fed by away or late, wait (seconds), request_id }}
<div class="refuse">
  <span class="refuse-mark"><svg class="icon icon-lg" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#plug-connected-x"></use></svg></span>
  <div class="stack stack-sm">
    <h1>Branchline {{#late}}has too much to do{{/late}}{{#away}}can’t reach its data{{/away}}</h1>
    <p class="refuse-lead">Messages that were accepted are safe and go out by themselves. Try again in {{wait}} seconds. If it lasts, tell your operator this number: <span class="mono">{{request_id}}</span>.</p>
  </div>
  
</div>
