{{%AUTOESCAPE context="HTML"}}
{{! login/reset.tpl: who has forgotten a password asks for a link. Fed by email (as typed), done_asked; faults }}
<form class="gate-box" method="post" action="/reset" novalidate>
  <div class="stack stack-sm">
    <h1>Forgotten password</h1>
    <p class="soft">Write the address you sign in with. We send it a link to choose a new password.</p>
  </div>
  {{#done_asked}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#mail"></use></svg><p>If somebody signs in with that address, a link is on its way to it. It works once, for 30 minutes. If nothing comes, look among spam, or ask an Administrator which address you have.</p></div>{{/done_asked}}
{{#faults}}
<div class="faults" role="alert" tabindex="-1" autofocus>
  <h2 class="faults-title">Nothing is sent yet</h2>
  <ul>
    {{#fault}}
    <li><a href="#{{field}}">{{text}}</a></li>
    {{/fault}}
  </ul>
</div>
{{/faults}}
  <input type="hidden" name="token" value="{{token_reset}}">
  <div class="field">
    <label class="form-label" for="email">E-mail address</label>
    {{#email_fault}}<p class="field-fault" id="email-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/email_fault}}
    <input class="form-control" id="email" name="email" type="email" autocomplete="username" value="{{email}}" maxlength="254" required{{#email_fault}} aria-invalid="true" aria-describedby="email-fault"{{/email_fault}}>
  </div>
  <button class="btn btn-primary btn-wide" type="submit">Send the link</button>
  <a class="btn btn-quiet btn-wide" href="/sign-in">Back to signing in</a>
</form>
