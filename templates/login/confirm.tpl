{{%AUTOESCAPE context="HTML"}}
{{! login/confirm.tpl: the password once more, before credentials are changed. Fed by email, next; faults }}
<form class="gate-box" method="post" action="/me/confirm" novalidate>
  <div class="stack stack-sm">
    <h1>Confirm that it is you</h1>
    <p class="soft">You signed in a while ago as <strong>{{email}}</strong>. What comes next can lock people out, so we ask for your password again.</p>
  </div>
{{#faults}}
<div class="faults" role="alert" tabindex="-1" autofocus>
  <h2 class="faults-title">Not confirmed yet</h2>
  <ul>
    {{#fault}}
    <li><a href="#{{field}}">{{text}}</a></li>
    {{/fault}}
  </ul>
</div>
{{/faults}}
  <input type="hidden" name="token" value="{{token_me_confirm}}">
  <input type="hidden" name="next" value="{{next}}">
  <input class="visually-hidden" type="email" name="username" value="{{email}}" autocomplete="username" tabindex="-1" aria-hidden="true" readonly>
  <div class="field">
    <label class="form-label" for="password">Password</label>
    {{#password_fault}}<p class="field-fault" id="password-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/password_fault}}
    <input class="form-control" id="password" name="password" type="password" autocomplete="current-password" required{{#password_fault}} aria-invalid="true" aria-describedby="password-fault"{{/password_fault}} data-reveal>
  </div>
  <button class="btn btn-primary btn-wide" type="submit">Go on</button>
  <a class="btn btn-quiet btn-wide" href="/me">Not now</a>
</form>
