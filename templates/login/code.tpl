{{%AUTOESCAPE context="HTML"}}
{{! login/code.tpl: the second step of signing in. Fed by next; faults }}
<form class="gate-box" method="post" action="/sign-in/code" novalidate>
  <div class="stack stack-sm">
    <h1>Your code</h1>
    <p class="soft">The password is right. Now write the six digits that your authenticator app shows.</p>
  </div>
{{#faults}}
<div class="faults" role="alert" tabindex="-1" autofocus>
  <h2 class="faults-title">You are not signed in yet</h2>
  <ul>
    {{#fault}}
    <li><a href="#{{field}}">{{text}}</a></li>
    {{/fault}}
  </ul>
</div>
{{/faults}}
  <input type="hidden" name="token" value="{{token_sign_in_code}}">
  <input type="hidden" name="next" value="{{next}}">
  <div class="field">
    <label class="form-label" for="code">Code</label>
    <p class="field-hint" id="code-hint">Without your phone, write one of your recovery codes instead. Each works once.</p>
    {{#code_fault}}<p class="field-fault" id="code-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/code_fault}}
    <input class="form-control code-field" id="code" name="code" type="text" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="40" required aria-describedby="code-hint{{#code_fault}} code-fault{{/code_fault}}"{{#code_fault}} aria-invalid="true"{{/code_fault}}>
  </div>
  <button class="btn btn-primary btn-wide" type="submit">Sign in</button>
  <a class="btn btn-quiet btn-wide" href="/sign-in">Begin again</a>
</form>
