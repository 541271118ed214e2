{{%AUTOESCAPE context="HTML"}}
{{! admin/users-one.tpl: one person. Fed by person (its members) with role_name, self, shut_out; role_as; reach (rows) with role_name; may_edit: of_parent, role_choice (rows): word, title, chosen; undo with was, was_name; done_role, done_ended, done_changed, done_reset, done_no_reset, done_last_parent, done_last_account }}
<div class="head">
  <div class="head-text"><p class="head-trail"><a href="{{root}}/users">People</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>{{name}}</span></p><h1>{{name}}</h1><p class="head-sub">{{role_name}} · {{email}}</p></div>
</div>
<div class="body body-narrow stack stack-lg">
  {{#done_role}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p class="flash-text">{{name}} is {{role_as}} in {{account_name}} from now on.</p>{{#undo}}{{#may_edit}}<form method="post" action="{{root}}/users/{{user_id}}/role"><input type="hidden" name="token" value="{{token_users_id_role}}"><input type="hidden" name="was" value="{{role}}"><input type="hidden" name="role" value="{{was}}"><input type="hidden" name="sure" value="1"><button class="flash-undo" type="submit">Undo<span class="visually-hidden"> and go back to {{was_name}}</span></button></form>{{/may_edit}}{{/undo}}</div>{{/done_role}}
  {{#done_ended}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>{{name}} is signed out everywhere.</p></div>{{/done_ended}}
  {{#done_reset}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>{{name}} gets an e-mail with a link to choose a new password. You see neither.</p></div>{{/done_reset}}
  {{#done_no_reset}}<div class="flash tone-warn" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><p>No e-mail was sent: there have been three in this hour, or the login is suspended.</p></div>{{/done_no_reset}}
  {{#done_changed}}<div class="flash tone-warn" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><p>Somebody else changed this role at the same time. Nothing was done; look again.</p></div>{{/done_changed}}
  {{#done_last_parent}}<div class="flash tone-warn" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><div class="flash-text"><p><strong>{{account_name}} would have no Administrator left.</strong></p><p>Nothing was changed. Make somebody else an Administrator first.</p></div></div>{{/done_last_parent}}
  {{#done_last_account}}<div class="flash tone-warn" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><div class="flash-text"><p><strong>{{account_name}} would have no Administrator of its own left.</strong></p><p>Nothing was changed. Make somebody else an Administrator first, or ask one of {{parent_name}}.</p></div></div>{{/done_last_account}}
  <section class="stack" aria-labelledby="reach-title">
    <h2 id="reach-title">What can this person reach?</h2>
    <ul class="grant-list">
      {{#reach}}
      <li class="grant"><span class="line line-md line-{{line}}">{{account_name}}{{#child}}<span class="visually-hidden"> in {{root_name}}</span>{{/child}}</span><span class="grant-role">{{role_name}}{{#over_below}}, and in every account below{{/over_below}}</span></li>
      {{/reach}}
    </ul>
    <p class="small soft">Told here are the accounts whose people you may see. {{#seen_at_set}}Last seen {{seen_at_date}}.{{/seen_at_set}}{{#seen_at_set_not}}Not seen yet.{{/seen_at_set_not}} In {{account_name}} since {{added_at_date}}.{{#shut_out}} The login is suspended.{{/shut_out}}</p>
    {{#may_edit}}{{#self_not}}<p><a class="btn" href="{{root}}/users/{{user_id}}/view"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#eye"></use></svg>See {{account_name}} as {{name}} does</a></p>{{/self_not}}{{/may_edit}}
  </section>
  {{#may_edit}}
  <section class="stack" aria-labelledby="role-title">
    <h2 id="role-title">Role in {{account_name}}</h2>
    <form class="flow flow-line" method="post" action="{{root}}/users/{{user_id}}/role">
      <input type="hidden" name="token" value="{{token_users_id_role}}">
      <input type="hidden" name="was" value="{{role}}">
      <label class="visually-hidden" for="role">Role</label>
      <select class="form-select grow" id="role" name="role">{{#role_choice}}<option value="{{word}}"{{#chosen}} selected{{/chosen}}>{{title}}</option>{{/role_choice}}</select>
      <button class="btn" type="submit">Change</button>
    </form>
    <p class="small soft">{{#self}}This is your own role. It counts from your next click.{{/self}}{{#self_not}}It counts from their next click.{{/self_not}}</p>
  </section>
  <section class="stack" aria-labelledby="login-title">
    <h2 id="login-title">Login</h2>
    {{#of_parent}}<p class="soft">{{parent_name}} looks after this login: its Administrators end its sessions and send links for a new password.</p>{{/of_parent}}
    {{#of_parent_not}}
    <p>{{#two_step}}Signs in with a password and a code.{{/two_step}}{{#two_step_not}}Signs in with a password alone.{{/two_step_not}}</p>
    <div class="flow">
      <form method="post" action="{{root}}/users/{{user_id}}/reset"><input type="hidden" name="token" value="{{token_users_id_reset}}"><button class="btn" type="submit"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#mail-forward"></use></svg>Send a link for a new password</button></form>
      <form method="post" action="{{root}}/users/{{user_id}}/end-sessions"><input type="hidden" name="token" value="{{token_users_id_end_sessions}}"><button class="btn" type="submit"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#logout"></use></svg>Sign out everywhere</button></form>
    </div>
    {{#self}}<p class="small soft">The link goes to {{email}}. Signing out everywhere ends this session too. Both stand <a class="link" href="/me">beside your own login</a> as well.</p>{{/self}}{{#self_not}}<p class="small soft">The link goes to {{email}}; you see neither it nor the password. After a lost phone or on a shared computer, sign out everywhere: whoever sits there has to sign in again.</p>{{/self_not}}
    {{/of_parent_not}}
  </section>
  <section class="stack" aria-labelledby="remove-title">
    <h2 id="remove-title">{{#self}}Leave{{/self}}{{#self_not}}Remove{{/self_not}}</h2>
    <p><a class="btn" href="{{root}}/users/{{user_id}}/remove"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#user-minus"></use></svg>{{#self}}Leave {{account_name}}{{/self}}{{#self_not}}Remove from {{account_name}}{{/self_not}}</a></p>
  </section>
  {{/may_edit}}
</div>
