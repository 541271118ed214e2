{{%AUTOESCAPE context="HTML"}}
{{! send/sent.tpl: what has been sent. Fed by recipient_count, one, parts_total, body, message (rows): message_id, conversation_id, name, known, msisdn_text, state, state_word }}
<div class="head">
  <div class="head-text"><h1>{{#one}}Sent to 1 person{{/one}}{{#one_not}}Sent to {{recipient_count}} people{{/one_not}}</h1><p class="head-sub">{{parts_total}} parts in all. Each goes to the carrier by itself; you can leave this page.</p></div>
  <div class="head-acts"><a class="btn" href="{{inbox_path}}">Go to the inbox</a><a class="btn btn-primary" href="{{root}}/send"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#message-plus"></use></svg>Send another</a></div>
</div>
<div class="body body-split">
  <ul class="rows">
    {{#message}}
    <li class="rows-one">
      <div class="rows-text"><p><a href="{{root}}/inbox/{{conversation_id}}">{{name}}</a></p>{{#known}}<p class="rows-sub num">{{msisdn_text}}</p>{{/known}}</div>
      <a class="state state-{{state}}" href="{{root}}/messages/{{message_id}}"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#state-{{state}}"></use></svg>{{state_word}}<span class="visually-hidden">: trace of the message to {{name}}</span></a>
    </li>
    {{/message}}
  </ul>
  <aside class="body-aside stack" aria-label="The message">
    <div class="handset"><div class="say say-ours"><p class="say-text">{{body:pre_escape}}</p></div></div>
  </aside>
</div>
