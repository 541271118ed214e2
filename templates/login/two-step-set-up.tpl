{{%AUTOESCAPE context="HTML"}}
{{! login/two-step-set-up.tpl: the secret for the app, and a code that proves it has it. Fed by email, secret_text, qr_path, qr_size, demanded; faults }}
<form class="gate-box gate-wide" method="post" action="/me/two-step/set-up" novalidate>
  <div class="stack stack-sm">
    <h1>Set up two-step sign-in</h1>
    <p class="soft">For <strong>{{email}}</strong></p>
  </div>
{{#faults}}
<div class="faults" role="alert" tabindex="-1" autofocus>
  <h2 class="faults-title">It is not on yet</h2>
  <ul>
    {{#fault}}
    <li><a href="#{{field}}">{{text}}</a></li>
    {{/fault}}
  </ul>
</div>
{{/faults}}
  <section class="stack stack-sm" aria-labelledby="scan-title">
    <h2 id="scan-title">1. Scan this with your authenticator app</h2>
    <svg class="qr" viewBox="0 0 {{qr_size}} {{qr_size}}" role="img" aria-label="QR code with the key that stands below"><path d="{{qr_path}}"/></svg>
    <p class="small soft">Or type this key into the app; it is of the kind “time-based”, with six digits.</p>
    <p class="mono key">{{secret_text}}</p>
  </section>
  <section class="stack stack-sm" aria-labelledby="prove-title">
    <h2 id="prove-title">2. Write the code that the app shows</h2>
    <input type="hidden" name="token" value="{{token_me_two_step_set_up}}">
    <div class="field">
      <label class="form-label" for="code">Code</label>
      {{#code_fault}}<p class="field-fault" id="code-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/code_fault}}
      <input class="form-control code-field" id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="40" required{{#code_fault}} aria-invalid="true" aria-describedby="code-fault"{{/code_fault}}>
    </div>
  </section>
  <button class="btn btn-primary btn-wide" type="submit">Turn it on</button>
  {{#demanded_not}}<a class="btn btn-quiet btn-wide" href="/me">Not now</a>{{/demanded_not}}
  {{#demanded}}<a class="btn btn-quiet btn-wide" href="/me/two-step">Back</a>{{/demanded}}
</form>
