{{%AUTOESCAPE context="HTML"}}
{{! login/invite-known.tpl: who is invited is signed in. Fed by invite-offer.tpl; person, one_grant, grant_count }}
<form class="gate-box gate-wide" method="post" action="/invite">
  <h1>{{#one_grant}}Add an account to your login{{/one_grant}}{{#one_grant_not}}Add {{grant_count}} accounts to your login{{/one_grant_not}}</h1>
{{>invite_offer}}
  <p class="soft">You are signed in as {{person}}. {{#one_grant}}The account will stand{{/one_grant}}{{#one_grant_not}}All of them will stand{{/one_grant_not}} in your account switcher, beside what you have already.</p>
  <input type="hidden" name="token" value="{{token_invite}}">
  <button class="btn btn-primary btn-wide" type="submit">Accept</button>
  <button class="btn btn-wide" type="submit" form="decline">Decline</button>
  <a class="btn btn-wide" href="/">Not now</a>
</form>
{{>invite_decline}}
