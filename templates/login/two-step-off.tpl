{{%AUTOESCAPE context="HTML"}}
{{! login/two-step-off.tpl: two-step sign-in is turned off with password and code. Fed by email, demanded; faults }}
<form class="gate-box" method="post" action="/me/two-step/off" novalidate>
  <div class="stack stack-sm">
    <h1>Turn two-step sign-in off</h1>
    <p class="soft">{{#demanded}}A role of yours asks for it: you are led to set it up anew at once. {{/demanded}}{{#demanded_not}}The password alone will open <strong>{{email}}</strong>. {{/demanded_not}}The recovery codes you have stop working.</p>
  </div>
{{#faults}}
<div class="faults" role="alert" tabindex="-1" autofocus>
  <h2 class="faults-title">It is still on</h2>
  <ul>
    {{#fault}}
    <li><a href="#{{field}}">{{text}}</a></li>
    {{/fault}}
  </ul>
</div>
{{/faults}}
  <input type="hidden" name="token" value="{{token_me_two_step_off}}">
  <input class="visually-hidden" type="email" name="username" value="{{email}}" autocomplete="username" tabindex="-1" aria-hidden="true" readonly>
  <div class="field">
    <label class="form-label" for="password">Password</label>
    {{#password_fault}}<p class="field-fault" id="password-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/password_fault}}
    <input class="form-control" id="password" name="password" type="password" autocomplete="current-password" required{{#password_fault}} aria-invalid="true" aria-describedby="password-fault"{{/password_fault}} data-reveal>
  </div>
  <div class="field">
    <label class="form-label" for="code">Code</label>
    <p class="field-hint" id="code-hint">Of the app, or one of your recovery codes.</p>
    {{#code_fault}}<p class="field-fault" id="code-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/code_fault}}
    <input class="form-control code-field" id="code" name="code" type="text" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="40" required aria-describedby="code-hint{{#code_fault}} code-fault{{/code_fault}}"{{#code_fault}} aria-invalid="true"{{/code_fault}}>
  </div>
  <button class="btn btn-danger btn-wide" type="submit">Turn it off</button>
  <a class="btn btn-quiet btn-wide" href="/me/two-step">Keep it on</a>
</form>
