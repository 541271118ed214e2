{{%AUTOESCAPE context="HTML"}}
{{! login/two-step.tpl: two-step sign-in of one’s own. Fed by is_on, on_at, recovery_count, few, demanded, never_demanded }}
<div class="head">
  <div class="head-text"><p class="head-trail"><a href="/me">You</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>Two-step sign-in</span></p><h1>Two-step sign-in</h1><p class="head-sub">After the password, a code of an app on your phone. A password alone opens nothing then.</p></div>
</div>
<div class="body body-narrow stack stack-lg">
  {{#done_off}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>Two-step sign-in is off. Take the entry out of your app; it is of no use any more.</p></div>{{/done_off}}
  {{#is_on}}
  <dl class="pairs">
    <dt>State</dt><dd>On since {{on_at_whole}}</dd>
    <dt>Recovery codes</dt><dd>{{recovery_count}} left{{#few}}. Make new ones before you need them.{{/few}}</dd>
    <dt>Asked of you</dt><dd>{{#demanded}}Yes, as an Administrator.{{/demanded}}{{#demanded_not}}No, it is your own choice.{{/demanded_not}}</dd>
  </dl>
  <section class="stack" aria-labelledby="codes-title">
    <h2 id="codes-title">Recovery codes</h2>
    <p>New codes take the place of those you have.</p>
    <form method="post" action="/me/two-step/codes"><input type="hidden" name="token" value="{{token_me_two_step_codes}}"><button class="btn" type="submit">Make new recovery codes</button></form>
  </section>
  <section class="stack" aria-labelledby="off-title">
    <h2 id="off-title">{{#demanded}}Another phone{{/demanded}}{{#demanded_not}}Another phone, or none{{/demanded_not}}</h2>
    <p>{{#demanded}}Turn it off, and you are led to set it up anew at once, since a role of yours asks for it.{{/demanded}}{{#demanded_not}}Turn it off, then set it up anew if you like. A password of fewer than 15 characters has to be changed before.{{/demanded_not}}</p>
    <p><a class="btn" href="/me/two-step/off">Turn it off</a></p>
  </section>
  {{/is_on}}
  {{#is_on_not}}
  <p>It is off. {{#never_demanded}}Here nobody is asked for it, since this installation is set up so (for trying it out, say). Otherwise Administrators of a parent account have to have it.{{/never_demanded}}{{#never_demanded_not}}Administrators of a parent account have to have it, you may.{{/never_demanded_not}}</p>
  <p>You need an authenticator app, such as the one your phone came with, Aegis, 2FAS, Google Authenticator, Microsoft Authenticator or a password manager. It takes two minutes.</p>
  <form method="post" action="/me/two-step"><input type="hidden" name="token" value="{{token_me_two_step}}"><button class="btn btn-primary" type="submit">Set it up</button></form>
  {{/is_on_not}}
</div>
