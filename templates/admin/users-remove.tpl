{{%AUTOESCAPE context="HTML"}}
{{! admin/users-remove.tpl: taking somebody out of the account, with what stays. Fed by person (its members) with role_name, self; wrote with messages, one_message, conversations, one_conversation }}
<div class="head">
  <div class="head-text"><p class="head-trail"><a href="{{root}}/users">People</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><a href="{{root}}/users/{{user_id}}">{{name}}</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>{{#self}}Leave{{/self}}{{#self_not}}Remove{{/self_not}}</span></p><h1>{{#self}}Leave {{account_name}}?{{/self}}{{#self_not}}Remove {{name}} from {{account_name}}?{{/self_not}}</h1><p class="head-sub">{{role_name}} since {{added_at_date}}. It counts from {{#self}}your{{/self}}{{#self_not}}their{{/self_not}} next click.</p></div>
</div>
<div class="body body-narrow stack stack-lg">
  <dl class="pairs">
    <dt>Lost</dt><dd>{{#self}}Your way into {{account_name}}. You can’t undo it yourself.{{/self}}{{#self_not}}Their way into {{account_name}}, on every page and in every tab.{{/self_not}}</dd>
    <dt>Kept</dt><dd>{{#wrote}}{{#one_message}}One message{{/one_message}}{{#one_message_not}}{{messages}} messages{{/one_message_not}} of {{#self}}yours or in reply to you{{/self}}{{#self_not}}theirs or in reply to them{{/self_not}}, in {{#one_conversation}}one conversation{{/one_conversation}}{{#one_conversation_not}}{{conversations}} conversations{{/one_conversation_not}}, under {{#self}}your{{/self}}{{#self_not}}their{{/self_not}} name. Replies go on coming in.{{/wrote}}{{#wrote_not}}{{#self}}You{{/self}}{{#self_not}}They{{/self_not}} wrote nothing here, so nothing changes for others.{{/wrote_not}}</dd>
    <dt>Login</dt><dd>Stays, with the roles in other accounts. Invited again, {{#self}}you see your{{/self}}{{#self_not}}they see their{{/self_not}} own messages as before.</dd>
  </dl>
  <form class="flow" method="post" action="{{root}}/users/{{user_id}}/remove">
    <input type="hidden" name="token" value="{{token_users_id_remove}}">
    <input type="hidden" name="was" value="{{role}}">
    <button class="btn btn-danger" type="submit">{{#self}}Leave {{account_name}}{{/self}}{{#self_not}}Remove {{name}}{{/self_not}}</button>
    <a class="btn" href="{{root}}/users/{{user_id}}">Cancel</a>
  </form>
</div>
