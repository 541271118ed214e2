{{%AUTOESCAPE context="HTML"}}
{{! login/invite-declined.tpl: an invitation was declined. Frame names only }}
<div class="gate-box">
  <div class="stack stack-sm">
    <h1>You declined the invitation</h1>
    <p class="soft" role="status">Nothing was added, and the link is used up. Whoever invited you sees that you declined; if it was a mistake, ask them for a new one.</p>
  </div>
  <a class="btn btn-wide" href="/sign-in">Sign in</a>
</div>
