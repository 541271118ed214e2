{{%AUTOESCAPE context="HTML"}}
{{! login/invite-sign-in.tpl: who is invited has a login and is not signed in. Fed by invite-offer.tpl }}
<div class="gate-box gate-wide">
  <h1>Sign in to accept</h1>
{{>invite_offer}}
  <p class="soft">This address already has a login. Sign in, then you see this page again with a button to accept.</p>
  <a class="btn btn-primary btn-wide" href="/sign-in?next=%2Finvite">Sign in as {{email}}</a>
  <button class="btn btn-wide" type="submit" form="decline">Decline</button>
</div>
{{>invite_decline}}
