{{%AUTOESCAPE context="HTML"}}
{{! frame/shut.tpl: 403, the account is suspended or closed. Fed by suspended, closed_down (flags) }}
<div class="refuse">
  <span class="refuse-mark"><svg class="icon icon-lg" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#lock"></use></svg></span>
  <div class="stack stack-sm">
    {{#suspended}}
    <h1>{{account_name}} is suspended</h1>
    <p class="refuse-lead">Nobody can read or send here until an Administrator of {{parent_name}} or your operator lifts it. Everything that was written is kept.</p>
    {{/suspended}}
    {{#closed_down}}
    <h1>{{account_name}} is closed</h1>
    <p class="refuse-lead">It can still be read, but nothing in it can be changed or sent any more.</p>
    {{/closed_down}}
  </div>
  <p class="flow">{{#closed_down}}<a class="btn btn-primary" href="{{inbox_path}}">Read the inbox</a>{{/closed_down}}<a class="btn" href="/accounts">Your accounts</a></p>
</div>
