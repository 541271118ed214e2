{{%AUTOESCAPE context="HTML"}}
{{! login/email-gone.tpl: 404, a link for an address that was used, replaced or is too old. Frame names only }}
<div class="gate-box">
  <div class="stack stack-sm">
    <h1>This link doesn’t work any more</h1>
    <p class="soft">A link to confirm an address works for a day, until the address is changed or something else was asked for. Nothing is changed now.</p>
  </div>
  <a class="btn btn-primary btn-wide" href="/me/email">Your e-mail address</a>
</div>
