{{%AUTOESCAPE context="HTML"}}
{{! admin/users-role.tpl: a lower role, asked once more. Fed by person (its members) with role_name, self; after_role, after_name, to_basic, from_administrator }}
<div class="head">
  <div class="head-text"><p class="head-trail"><a href="{{root}}/users">People</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><a href="{{root}}/users/{{user_id}}">{{name}}</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>Role</span></p><h1>Make {{#self}}yourself{{/self}}{{#self_not}}{{name}}{{/self_not}} {{after_name}}?</h1><p class="head-sub">Now {{role_name}} in {{account_name}}. It counts from {{#self}}your{{/self}}{{#self_not}}their{{/self_not}} next click.</p></div>
</div>
<div class="body body-narrow stack stack-lg">
  <dl class="pairs">
    <dt>Lost</dt><dd>{{#from_administrator}}Inviting, changing roles, settings and the audit log. {{/from_administrator}}{{#to_basic}}The whole inbox: a Basic user sees only own messages and the replies to them.{{/to_basic}}</dd>
    <dt>Kept</dt><dd>Everything that was written, and the roles in other accounts.</dd>
  </dl>
  <form class="flow" method="post" action="{{root}}/users/{{user_id}}/role">
    <input type="hidden" name="token" value="{{token_users_id_role}}">
    <input type="hidden" name="was" value="{{role}}">
    <input type="hidden" name="role" value="{{after_role}}">
    <input type="hidden" name="sure" value="1">
    <button class="btn btn-primary" type="submit">Make {{#self}}yourself{{/self}}{{#self_not}}{{name}}{{/self_not}} {{after_name}}</button>
    <a class="btn" href="{{root}}/users/{{user_id}}">Cancel</a>
  </form>
</div>
