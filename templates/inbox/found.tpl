{{%AUTOESCAPE context="HTML"}}
{{! inbox/found.tpl: what a search found, by kind. Fed by query, narrowed (one kind, or an older page), filtered with filter_id, whole; hits (rows): kind, people, numbers, messages, older with before; in each talk (rows), see talk-row.tpl }}
{{#narrowed}}<p class="pager"><a class="btn btn-small" href="{{inbox_path}}?q={{query:url_query_escape}}{{#filtered}}&amp;account={{filter_id}}{{/filtered}}"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#arrow-up"></use></svg>Back to all that was found</a></p>{{/narrowed}}
{{#hits}}
<section class="found" aria-labelledby="found-{{kind}}">
  <h2 class="found-title" id="found-{{kind}}">{{#people}}People{{/people}}{{#numbers}}Numbers{{/numbers}}{{#messages}}Messages{{/messages}}</h2>
  <ul>
    {{#talk}}
{{>talk_row}}
    {{/talk}}
  </ul>
  {{#talk_none}}<p class="found-none small soft">Nothing among the newer messages.</p>{{/talk_none}}
  {{#older}}<p class="pager"><a class="btn btn-small" href="{{inbox_path}}?q={{query:url_query_escape}}&amp;in={{kind:url_query_escape}}&amp;before={{before:url_query_escape}}{{#filtered}}&amp;account={{filter_id}}{{/filtered}}">Older <span class="visually-hidden">{{#people}}people{{/people}}{{#numbers}}numbers{{/numbers}}{{#messages}}messages{{/messages}}</span><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#arrow-down"></use></svg></a></p>{{/older}}
</section>
{{/hits}}
{{#hits_none}}
<div class="nothing" id="found-nothing">
  {{#narrowed}}
  <h2 class="nothing-title">Nothing more for “{{query}}”</h2>
  {{/narrowed}}
  {{#narrowed_not}}
  <h2 class="nothing-title">Nothing found for “{{query}}”</h2>
  <p>Search looks at names, at numbers and at the text of messages{{#whole_not}} that you sent or that answer yours{{/whole_not}}. Try one word of it, or the first letters of a name.</p>
  {{#filtered}}<a class="btn" href="{{inbox_path}}?q={{query:url_query_escape}}">Search all accounts</a>{{/filtered}}
  {{/narrowed_not}}
  <a class="btn" href="{{inbox_path}}{{#filtered}}?account={{filter_id}}{{/filtered}}">Take the search off</a>
  {{#whole_not}}
  <details class="why" open><summary>Why can’t I see my colleagues’ messages?</summary><div class="why-body"><p>You are a <strong>Basic user</strong> in {{account_name}}. A Basic user sees the messages they sent and the replies to them.</p><p>To see the whole inbox of {{account_name}} you need to be an Advanced user. An Administrator of {{account_name}} can change that.</p></div></details>
  {{/whole_not}}
</div>
{{/hits_none}}
