{{%AUTOESCAPE context="HTML"}}
{{! login/invite-gone.tpl: 404, a link that was used, replaced or is too old. Frame names only }}
<div class="gate-box">
  <div class="stack stack-sm">
    <h1>This link doesn’t work any more</h1>
    <p class="soft">An invitation works once, and for 7 days. If you have joined already, sign in. If not, ask whoever invited you for a new one.</p>
  </div>
  <a class="btn btn-primary btn-wide" href="/sign-in">Sign in</a>
</div>
