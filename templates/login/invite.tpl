{{%AUTOESCAPE context="HTML"}}
{{! login/invite.tpl: a new person takes an invitation. Fed by invite-offer.tpl; typed (the name), faults }}
<form class="gate-box gate-wide" method="post" action="/invite" novalidate>
  <h1>Join {{organisation}}</h1>
{{>invite_offer}}
{{#faults}}
<div class="faults" role="alert" tabindex="-1" autofocus>
  <h2 class="faults-title">Your login is not made yet</h2>
  <ul>
    {{#fault}}
    <li><a href="#{{field}}">{{text}}</a></li>
    {{/fault}}
  </ul>
</div>
{{/faults}}
  <input type="hidden" name="token" value="{{token_invite}}">
  <div class="field">
    <label class="form-label" for="name">Your name</label>
    {{#name_fault}}<p class="field-fault" id="name-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/name_fault}}
    <input class="form-control" id="name" name="name" type="text" autocomplete="name" value="{{typed}}" maxlength="120" required{{#name_fault}} aria-invalid="true" aria-describedby="name-fault"{{/name_fault}}>
  </div>
  <div class="field">
    <label class="form-label" for="password">Choose a password</label>
    <p class="field-hint" id="password-hint">At least 15 characters. Four unrelated words do well; nothing needs to be mixed in.</p>
    {{#password_fault}}<p class="field-fault" id="password-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/password_fault}}
    <input class="form-control" id="password" name="password" type="password" autocomplete="new-password" required aria-describedby="password-hint{{#password_fault}} password-fault{{/password_fault}}"{{#password_fault}} aria-invalid="true"{{/password_fault}} data-reveal>
  </div>
  <button class="btn btn-primary btn-wide" type="submit">Create my login and join</button>
  <button class="btn btn-wide" type="submit" form="decline">Decline</button>
</form>
{{>invite_decline}}
