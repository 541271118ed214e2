{{%AUTOESCAPE context="HTML"}}
{{! inbox/talks.tpl: tabs and rows of the list, sent again by changes.tpl. Fed by whole, tab, tab_open, tab_unread, tab_closed, tab_all, open_count, tab_unread_count, closed_count, all_count, searching (then found.tpl), paged, nothing_yet, filtered with filter_id and filter_name, talk_older with talk_before, talk (rows): see talk-row.tpl }}
<div class="inbox-top">
  {{#searching}}
  <p class="flow"><a class="pill" href="{{inbox_path}}"><span class="pill-text">“{{query}}”</span><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#x"></use></svg><span class="visually-hidden">Take the search off</span></a><span class="small soft">open and closed alike</span></p>
  {{/searching}}
  {{#searching_not}}
  <nav class="tabs" aria-label="Which conversations">
    {{#whole}}
    <a class="tabs-one" href="{{inbox_path}}?tab=open{{#filtered}}&amp;account={{filter_id}}{{/filtered}}"{{#tab_open}} aria-current="page"{{/tab_open}}>Open <span class="tabs-num">{{open_count}}</span></a>
    <a class="tabs-one" href="{{inbox_path}}?tab=unread{{#filtered}}&amp;account={{filter_id}}{{/filtered}}"{{#tab_unread}} aria-current="page"{{/tab_unread}}>Unread <span class="tabs-num">{{tab_unread_count}}</span></a>
    <a class="tabs-one" href="{{inbox_path}}?tab=closed{{#filtered}}&amp;account={{filter_id}}{{/filtered}}"{{#tab_closed}} aria-current="page"{{/tab_closed}}>Closed <span class="tabs-num">{{closed_count}}</span></a>
    {{/whole}}
    {{#whole_not}}
    <a class="tabs-one" href="{{inbox_path}}?tab=all{{#filtered}}&amp;account={{filter_id}}{{/filtered}}"{{#tab_all}} aria-current="page"{{/tab_all}}>All <span class="tabs-num">{{all_count}}</span></a>
    <a class="tabs-one" href="{{inbox_path}}?tab=unread{{#filtered}}&amp;account={{filter_id}}{{/filtered}}"{{#tab_unread}} aria-current="page"{{/tab_unread}}>Unread <span class="tabs-num">{{tab_unread_count}}</span></a>
    {{/whole_not}}
  </nav>
  {{/searching_not}}
</div>
<div class="inbox-scroll" id="talks-scroll">
  {{#searching}}
{{>found}}
  {{/searching}}
  {{#searching_not}}
  {{#paged}}<p class="pager"><a class="btn btn-small" href="{{inbox_path}}?tab={{tab:url_query_escape}}{{#filtered}}&amp;account={{filter_id}}{{/filtered}}"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#arrow-up"></use></svg>Back to the newest</a></p>{{/paged}}
  {{#talk_any}}
  <ul id="talk-rows">
    {{#talk}}
{{>talk_row}}
    {{/talk}}
  </ul>
  {{/talk_any}}
  {{#talk_none}}
  <div class="nothing" id="talks-nothing">
    {{#nothing_yet}}
    <svg class="nothing-art" viewBox="0 0 144 96" aria-hidden="true"><use href="{{asset}}/art.svg#platform"></use></svg>
    <h2 class="nothing-title">No conversations yet</h2>
    <p>{{#filtered}}Nobody has written to or from {{filter_name}}.{{/filtered}}{{#filtered_not}}{{#account_closed}}Nobody wrote before the account was closed.{{/account_closed}}{{#account_closed_not}}When you send a message, or somebody answers one, the conversation starts here.{{/account_closed_not}}{{/filtered_not}}</p>
    {{#nav_send}}{{#merged_not}}<a class="btn btn-primary" href="{{root}}/send"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#send"></use></svg>Send a message</a>{{/merged_not}}{{/nav_send}}
    {{/nothing_yet}}
    {{#nothing_yet_not}}
    {{#tab_open}}<h2 class="nothing-title">No open conversations</h2><p>All are closed. One opens again when somebody writes.</p><a class="btn" href="{{inbox_path}}?tab=closed{{#filtered}}&amp;account={{filter_id}}{{/filtered}}">See the closed ones</a>{{/tab_open}}
    {{#tab_unread}}<h2 class="nothing-title">Everything is read</h2><p>What comes in next stands here.</p><a class="btn" href="{{inbox_path}}{{#filtered}}?account={{filter_id}}{{/filtered}}">{{#whole}}See the open ones{{/whole}}{{#whole_not}}See all{{/whole_not}}</a>{{/tab_unread}}
    {{#tab_closed}}<h2 class="nothing-title">No closed conversations</h2><p>Close one when it is done. It opens again when somebody writes.</p><a class="btn" href="{{inbox_path}}{{#filtered}}?account={{filter_id}}{{/filtered}}">See the open ones</a>{{/tab_closed}}
    {{#tab_all}}<h2 class="nothing-title">No conversations here</h2>{{/tab_all}}
    {{/nothing_yet_not}}
    {{#whole_not}}
    <details class="why" open><summary>Why can’t I see my colleagues’ messages?</summary><div class="why-body"><p>You are a <strong>Basic user</strong> in {{account_name}}. A Basic user sees the messages they sent and the replies to them.</p><p>To see the whole inbox of {{account_name}} you need to be an Advanced user. An Administrator of {{account_name}} can change that.</p></div></details>
    {{/whole_not}}
  </div>
  {{/talk_none}}
  {{#talk_older}}<p class="pager"><a class="btn btn-small" href="{{inbox_path}}?tab={{tab:url_query_escape}}&amp;before={{talk_before:url_query_escape}}{{#filtered}}&amp;account={{filter_id}}{{/filtered}}">Older<svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#arrow-down"></use></svg></a></p>{{/talk_older}}
  {{/searching_not}}
</div>
