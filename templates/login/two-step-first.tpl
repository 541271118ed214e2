{{%AUTOESCAPE context="HTML"}}
{{! login/two-step-first.tpl: who must set two-step sign-in up before anything else. Fed by email }}
<div class="gate-box gate-wide">
  <div class="stack stack-sm">
    <h1>Set up two-step sign-in first</h1>
    <p class="soft">You are signed in as <strong>{{email}}</strong>. You administer accounts in which that is asked of Administrators: whoever guesses your password would still need your phone.</p>
  </div>
  <p>You need an authenticator app, such as the one your phone came with, Aegis, 2FAS, Google Authenticator, Microsoft Authenticator or a password manager. It takes two minutes.</p>
  <form method="post" action="/me/two-step"><input type="hidden" name="token" value="{{token_me_two_step}}"><button class="btn btn-primary btn-wide" type="submit">Set it up</button></form>
  <form method="post" action="/sign-out"><input type="hidden" name="token" value="{{token_sign_out}}"><button class="btn btn-quiet btn-wide" type="submit">Sign out</button></form>
</div>
