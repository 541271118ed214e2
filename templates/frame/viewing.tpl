{{%AUTOESCAPE context="HTML"}}
{{! frame/viewing.tpl: 403, an account is seen with a member's eyes, and was to be changed. Frame names only }}
<div class="refuse">
  <span class="refuse-mark"><svg class="icon icon-lg" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#eye"></use></svg></span>
  <div class="stack stack-sm">
    <h1>You only look</h1>
    <p class="refuse-lead">You see {{account_name}} as {{me_name}} does. Nothing was changed. Be {{viewer_name}} again first, and do it yourself.</p>
  </div>
  <p class="flow"><a class="btn btn-primary" href="{{inbox_path}}">Back to the inbox</a></p>
</div>
