{{%AUTOESCAPE context="HTML"}}
{{! login/me.tpl: one’s own login, to read. Fed by name, email, zone, session_count, one_session, account (rows): name, parent_name, line, role_name, child, account_id }}
<div class="head">
  <div class="head-text"><h1>{{name}}</h1><p class="head-sub">Your login. It belongs to you; what you write belongs to the account you write in.</p></div>
  <div class="head-acts"><form method="post" action="/sign-out"><input type="hidden" name="token" value="{{token_sign_out}}"><button class="btn" type="submit"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#logout"></use></svg>Sign out</button></form></div>
</div>
<div class="body body-narrow stack stack-lg">
  <section class="stack" aria-labelledby="login-title">
    <h2 id="login-title">Login</h2>
    <dl class="pairs">
      <dt>E-mail address</dt><dd>{{email}}</dd>
      <dt>Times are shown for</dt><dd>{{zone}}</dd>
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
