{{%AUTOESCAPE context="HTML"}}
{{! login/invite-other.tpl: the invitation is not for who is signed in. Fed by invite-offer.tpl; person }}
<form class="gate-box gate-wide" method="post" action="/invite/switch">
  <h1>This invitation is for somebody else</h1>
{{>invite_offer}}
  <div class="flash tone-warn"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#switch-horizontal"></use></svg><div class="flash-text"><p><strong>You are signed in as {{person}}.</strong></p><p>Nothing of this will be added to that login.</p></div></div>
  <input type="hidden" name="token" value="{{token_invite_switch}}">
  <button class="btn btn-primary btn-wide" type="submit">Sign out and go on as {{email}}</button>
  <a class="btn btn-wide" href="/">Stay signed in as {{person}}</a>
</form>
