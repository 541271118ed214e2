{{%AUTOESCAPE context="HTML"}}
{{! login/sign-in.tpl: the way in. Fed by email, next (as sent), wrong, short, throttled with wait (seconds), ended }}
<form class="gate-box" method="post" action="/sign-in">
  <div class="stack stack-sm">
    <h1>Sign in</h1>
    <p class="soft">Use the e-mail address your invitation was sent to.</p>
  </div>
  {{#done_signed_out}}<div class="flash"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>You are signed out.</p></div>{{/done_signed_out}}
  {{#done_over}}<div class="flash tone-busy"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#info-circle"></use></svg><p>The code has to come within five minutes of the password. Begin again.</p></div>{{/done_over}}
  {{#done_reset}}<div class="flash"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>Your password is changed, and you are signed out everywhere. Sign in with the new one.</p></div>{{/done_reset}}
  {{#ended}}<div class="flash tone-busy"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#info-circle"></use></svg><p>You were away for a while, so you have been signed out. Sign in to go on where you were.</p></div>{{/ended}}
  {{#wrong}}<div class="faults" role="alert" tabindex="-1" autofocus id="wrong"><p class="field-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>That e-mail address and password don’t belong together.</span></p></div>{{/wrong}}
  {{#short}}<div class="faults" role="alert" tabindex="-1" autofocus id="short"><p class="field-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>That password was enough together with a code. Without one it needs at least 15 characters: <a href="/reset">choose another by e-mail</a>.</span></p></div>{{/short}}
  {{#throttled}}<div class="faults" role="alert" tabindex="-1" autofocus id="throttled"><p class="field-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#clock"></use></svg><span>There were too many tries. Wait {{wait}} seconds, then try again.</span></p></div>{{/throttled}}
  <input type="hidden" name="token" value="{{token_sign_in}}">
  <input type="hidden" name="next" value="{{next}}">
  <div class="field">
    <label class="form-label" for="email">E-mail address</label>
    <input class="form-control" id="email" name="email" type="email" autocomplete="username" value="{{email}}" maxlength="254" required{{#wrong}} aria-describedby="wrong"{{/wrong}}>
  </div>
  <div class="field">
    <label class="form-label" for="password">Password</label>
    <input class="form-control" id="password" name="password" type="password" autocomplete="current-password" required{{#wrong}} aria-describedby="wrong"{{/wrong}} data-reveal>
  </div>
  <button class="btn btn-primary btn-wide" type="submit">Sign in</button>
  <p class="small"><a href="/reset">Forgot your password?</a></p>
  <p class="small soft">No account? Branchline is by invitation. Ask an Administrator of your organisation.</p>
</form>
