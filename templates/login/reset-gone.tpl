{{%AUTOESCAPE context="HTML"}}
{{! login/reset-gone.tpl: 404, a link for a new password that was used or is too old. Frame names only }}
<div class="gate-box">
  <div class="stack stack-sm">
    <h1>This link doesn’t work any more</h1>
    <p class="soft">A link for a new password works once, for 30 minutes, and not after the password was changed. Your password is as it was.</p>
  </div>
  <a class="btn btn-primary btn-wide" href="/reset">Ask for a new link</a>
  <a class="btn btn-quiet btn-wide" href="/sign-in">Back to signing in</a>
</div>
