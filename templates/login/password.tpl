{{%AUTOESCAPE context="HTML"}}
{{! login/password.tpl: a new password in place of the present one. Fed by email, two_step; faults }}
<div class="head">
  <div class="head-text"><p class="head-trail"><a href="/me">You</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>Password</span></p><h1>Change your password</h1><p class="head-sub">Wherever else you are signed in, you will have to sign in again, and no other browser counts as known. We tell you by e-mail.</p></div>
</div>
<div class="body body-narrow">
<form class="stack stack-lg" method="post" action="/me/password" novalidate>
{{#faults}}
<div class="faults" role="alert" tabindex="-1" autofocus>
  <h2 class="faults-title">Your password is still the old one</h2>
  <ul>
    {{#fault}}
    <li><a href="#{{field}}">{{text}}</a></li>
    {{/fault}}
  </ul>
</div>
{{/faults}}
  <input type="hidden" name="token" value="{{token_me_password}}">
  <input class="visually-hidden" type="email" name="username" value="{{email}}" autocomplete="username" tabindex="-1" aria-hidden="true" readonly>
  <div class="field">
    <label class="form-label" for="current">Present password</label>
    {{#current_fault}}<p class="field-fault" id="current-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/current_fault}}
    <input class="form-control" id="current" name="current" type="password" autocomplete="current-password" required{{#current_fault}} aria-invalid="true" aria-describedby="current-fault"{{/current_fault}} data-reveal>
  </div>
  <div class="field">
    <label class="form-label" for="password">New password</label>
    <p class="field-hint" id="password-hint">{{#two_step}}At least 8 characters, since a code is asked for as well; more are better.{{/two_step}}{{#two_step_not}}At least 15 characters. Four unrelated words do well; nothing needs to be mixed in.{{/two_step_not}}</p>
    {{#password_fault}}<p class="field-fault" id="password-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/password_fault}}
    <input class="form-control" id="password" name="password" type="password" autocomplete="new-password" required aria-describedby="password-hint{{#password_fault}} password-fault{{/password_fault}}"{{#password_fault}} aria-invalid="true"{{/password_fault}} data-reveal>
  </div>
  <p class="flow"><button class="btn btn-primary" type="submit">Change the password</button><a class="btn" href="/me">Leave it as it is</a></p>
</form>
</div>
