{{%AUTOESCAPE context="HTML"}}
{{! login/email.tpl: another e-mail address is asked for. Fed by email (the present one), typed, waiting (once): wanted, at_new, at_old; faults }}
<div class="head">
  <div class="head-text"><p class="head-trail"><a href="/me">You</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>E-mail address</span></p><h1>Change your e-mail address</h1><p class="head-sub">You sign in with it, and everything we write goes there. Now it is {{email}}.</p></div>
</div>
<div class="body body-narrow stack stack-lg">
  {{#done_asked}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#mail"></use></svg><p>Two mails are on their way, one to each address. Open the link in both within a day.</p></div>{{/done_asked}}
  {{#done_cancelled}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>The address stays as it is. The links don’t work any more.</p></div>{{/done_cancelled}}
  {{#waiting}}
  <section class="stack" aria-labelledby="waiting-title">
    <h2 id="waiting-title">Waiting for confirmation</h2>
    <dl class="pairs">
      <dt>{{wanted}}</dt><dd>{{#at_new}}Confirmed{{/at_new}}{{#at_new_not}}Not confirmed yet{{/at_new_not}}</dd>
      <dt>{{email}}</dt><dd>{{#at_old}}Confirmed{{/at_old}}{{#at_old_not}}Not confirmed yet{{/at_old_not}}</dd>
    </dl>
    <form method="post" action="/me/email/cancel"><input type="hidden" name="token" value="{{token_me_email_cancel}}"><button class="btn" type="submit">Keep the present address</button></form>
  </section>
  {{/waiting}}
<form class="stack stack-lg" method="post" action="/me/email" novalidate>
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
  <input type="hidden" name="token" value="{{token_me_email}}">
  <div class="field">
    <label class="form-label" for="email">New address</label>
    <p class="field-hint" id="email-hint">It changes once a link was opened at both addresses, the new one and the present one.</p>
    {{#email_fault}}<p class="field-fault" id="email-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/email_fault}}
    <input class="form-control" id="email" name="email" type="email" autocomplete="email" value="{{typed}}" maxlength="254" required aria-describedby="email-hint{{#email_fault}} email-fault{{/email_fault}}"{{#email_fault}} aria-invalid="true"{{/email_fault}}>
  </div>
  <p class="flow"><button class="btn btn-primary" type="submit">Send both links</button><a class="btn" href="/me">Leave it as it is</a></p>
</form>
</div>
