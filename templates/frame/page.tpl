{{%AUTOESCAPE context="HTML"}}
{{! frame/page.tpl: the page of somebody who is signed in. Frame names; BODY is the page itself }}
<!DOCTYPE html>
<html lang="{{lang}}">
<head>
{{>head}}
</head>
<body hx-ext="keyed">
<div class="wait" aria-hidden="true"></div>
<a class="skip" href="#main">Skip to the page</a>
<div class="shell{{#thread_open}} shell-bare{{/thread_open}}">
{{>side}}
{{>top}}
<div class="shell-stage">
{{#viewing}}
<section class="banner {{account_line}}" aria-label="Whose eyes these are">
  <span class="banner-text">You see <strong>{{account_name}}</strong> as <strong>{{me_name}}</strong> does, until {{view_until}}. Nothing can be changed.</span>
  <form method="post" action="/me/view/end"><input type="hidden" name="token" value="{{token_me_view_end}}"><button class="btn btn-small" type="submit">Be {{viewer_name}} again</button></form>
</section>
{{/viewing}}
{{#entered_from_above}}
<section class="banner {{account_line}}" aria-label="Whose account this is">
  <span class="banner-text">You are acting as <strong>{{account_name}}</strong>.{{#account_closed_not}} What you send leaves from its number.{{/account_closed_not}}</span>
  <a href="/{{parent_id}}/all/inbox">Back to All accounts</a>
</section>
{{/entered_from_above}}
{{#account_closed}}
<section class="banner {{account_line}}" aria-label="State of the account">
  <span class="banner-text"><strong>{{account_name}} is closed.</strong> It can be read, but nothing in it can be changed or sent any more.</span>
</section>
{{/account_closed}}
<main class="shell-main" id="main" tabindex="-1">
{{>BODY}}
</main>
</div>
{{>bar}}
</div>
</body>
</html>
