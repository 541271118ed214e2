{{%AUTOESCAPE context="HTML"}}
{{! login/reset-new.tpl: a new password by way of a link. Fed by email, two_step; faults }}
<form class="gate-box" method="post" action="/reset/new" novalidate>
  <div class="stack stack-sm">
    <h1>Choose a new password</h1>
    <p class="soft">For <strong>{{email}}</strong>. Wherever you are signed in, you will have to sign in again{{#two_step}}, with a code as before{{/two_step}}.</p>
  </div>
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
  <input type="hidden" name="token" value="{{token_reset_new}}">
  <input class="visually-hidden" type="email" name="username" value="{{email}}" autocomplete="username" tabindex="-1" aria-hidden="true" readonly>
  <div class="field">
    <label class="form-label" for="password">New password</label>
    <p class="field-hint" id="password-hint">{{#two_step}}At least 8 characters, since a code is asked for as well; more are better.{{/two_step}}{{#two_step_not}}At least 15 characters. Four unrelated words do well; nothing needs to be mixed in.{{/two_step_not}}</p>
    {{#password_fault}}<p class="field-fault" id="password-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/password_fault}}
    <input class="form-control" id="password" name="password" type="password" autocomplete="new-password" required aria-describedby="password-hint{{#password_fault}} password-fault{{/password_fault}}"{{#password_fault}} aria-invalid="true"{{/password_fault}} data-reveal>
  </div>
  <button class="btn btn-primary btn-wide" type="submit">Change the password</button>
</form>
