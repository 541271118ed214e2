{{%AUTOESCAPE context="HTML"}}
{{! inbox/who.tpl: who can see a conversation, as a page of its own. Fed by name, conversation_id, who-list.tpl }}
<div class="head">
  <div class="head-text">
    <p class="head-trail"><a href="{{inbox_path}}">Inbox</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><a href="{{root}}/inbox/{{conversation_id}}">{{name}}</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>Who can see it</span></p>
    <h1>Who can see this conversation?</h1>
    <p class="head-sub">The role somebody holds in {{account_name}} decides it. An Administrator can change a role.</p>
  </div>
</div>
<div class="body body-narrow stack">
{{>who_list}}
</div>
