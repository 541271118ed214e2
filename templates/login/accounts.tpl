{{%AUTOESCAPE context="HTML"}}
{{! login/accounts.tpl: every account one can enter. Fed by account (rows, see tree.tpl), done_joined }}
<div class="head">
  <div class="head-text"><h1>Your accounts</h1><p class="head-sub">Each has its own inbox. You can keep several open, each in its own tab.</p></div>
</div>
<div class="body body-narrow">
{{#done_joined}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>You have joined. Choose where to begin.</p></div>{{/done_joined}}
{{#account_any}}
<div class="tree-page">
{{>tree}}
</div>
{{/account_any}}
{{#account_none}}
<div class="nothing">
  <svg class="nothing-art" viewBox="0 0 144 96" aria-hidden="true"><use href="{{asset}}/art.svg#platform"></use></svg>
  <h2 class="nothing-title">No account is open to you</h2>
  <p>You have a login, but no role in any account. An Administrator of your organisation can invite you.</p>
</div>
{{/account_none}}
</div>
