{{%AUTOESCAPE context="HTML"}}
{{! login/me.tpl: one’s own login. Fed by name, email, zone, language, replies, failures, session_count, one_session, account (rows): name, parent_name, line, role_name, child, account_id }}
<div class="head">
  <div class="head-text"><h1>{{name}}</h1><p class="head-sub">Your login. It belongs to you; what you write belongs to the account you write in.</p></div>
  <div class="head-acts"><form method="post" action="/sign-out"><input type="hidden" name="token" value="{{token_sign_out}}"><button class="btn" type="submit"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#logout"></use></svg>Sign out</button></form></div>
</div>
<div class="body body-narrow stack stack-lg">
  {{#done_saved}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>Saved.</p></div>{{/done_saved}}
  {{#done_password}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>Your password is changed. Wherever else you were signed in, you have to sign in again.</p></div>{{/done_password}}
  <section class="stack" aria-labelledby="you-title">
    <h2 id="you-title">You</h2>
    <dl class="pairs">
      <dt>Name</dt><dd>{{name}}</dd>
      <dt>Times are shown for</dt><dd>{{zone}}</dd>
      <dt>Language and region</dt><dd>{{language}}</dd>
      <dt>E-mail about</dt><dd>{{#replies}}Answers to what you sent. {{/replies}}{{#failures}}What did not arrive. {{/failures}}Changes to your login.</dd>
    </dl>
    <p><a class="btn" href="/me/profile">Change your details</a></p>
  </section>
  <section class="stack" aria-labelledby="login-title">
    <h2 id="login-title">Signing in</h2>
    <dl class="pairs">
      <dt>E-mail address</dt><dd>{{email}} <a href="/me/email">Change it</a></dd>
      <dt>Password</dt><dd><a href="/me/password">Change it</a></dd>
      <dt>Two-step sign-in</dt><dd>{{#two_step}}On. A code of your app is asked for after the password.{{/two_step}}{{#two_step_not}}Off. The password alone opens this login.{{/two_step_not}} <a href="/me/two-step">{{#two_step}}Look after it{{/two_step}}{{#two_step_not}}Set it up{{/two_step_not}}</a></dd>
      <dt>Signed in</dt><dd>{{#one_session}}Here only.{{/one_session}}{{#one_session_not}}In {{session_count}} places.{{/one_session_not}} <a href="/me/sessions">See where</a></dd>
    </dl>
  </section>
  <section class="stack" aria-labelledby="roles-title">
    <h2 id="roles-title">What you hold</h2>
    <ul class="rows">
      {{#account}}
      <li class="rows-one"><a class="line line-md line-{{line}} rows-text" href="/{{account_id}}/inbox">{{name}}</a><span class="soft">{{role_name}}</span></li>
      {{/account}}
    </ul>
  </section>
  <section class="stack" aria-labelledby="keys-title" data-keys hidden>
    <h2 id="keys-title">Keyboard</h2>
    <p><label class="form-check"><input class="form-check-input" type="checkbox" id="keys-on"><span class="form-check-label">Use single keys in this browser</span></label></p>
    <dl class="pairs">
      <dt><kbd>/</kbd></dt><dd>search</dd>
      <dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next and previous conversation</dd>
      <dt><kbd>r</kbd></dt><dd>write a reply</dd>
      <dt><kbd>e</kbd></dt><dd>close the conversation</dd>
      <dt><kbd>Ctrl</kbd> <kbd>Enter</kbd></dt><dd>send what you are writing (always on)</dd>
      <dt><kbd>Esc</kbd></dt><dd>close the list of accounts (always on)</dd>
    </dl>
  </section>
</div>
