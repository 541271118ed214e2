{{%AUTOESCAPE context="HTML"}}
{{! send/sent.tpl: what became of one press of Send. Fed by message_count, one, parts_total, parts_one, under_way, once, body, posted (rows): message_id, conversation_id, name, known, msisdn_text, state, state_word }}
<div class="head">
  <div class="head-text"><h1>{{#one}}1 message accepted{{/one}}{{#one_not}}{{message_count}} messages accepted{{/one_not}}</h1><p class="head-sub">{{#parts_one}}1 part.{{/parts_one}}{{#parts_one_not}}{{parts_total}} parts in all.{{/parts_one_not}}{{#under_way}} {{#one}}It goes to the carrier by itself, once.{{/one}}{{#one_not}}They go to the carrier by themselves, each once.{{/one_not}} You can leave this page, or <a class="link" href="{{root}}/send/sent/{{once}}">look again</a>.{{/under_way}}{{#under_way_not}} The outcome of {{#one}}it{{/one}}{{#one_not}}each{{/one_not}} is known.{{/under_way_not}}</p></div>
  <div class="head-acts"><a class="btn" href="{{inbox_path}}">Go to the inbox</a><a class="btn btn-primary" href="{{root}}/send"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#message-plus"></use></svg>Send another</a></div>
</div>
<div class="body body-split">
  <ul class="rows">
    {{#posted}}
    <li class="rows-one">
      <div class="rows-text"><p><a href="{{root}}/inbox/{{conversation_id}}">{{name}}</a></p>{{#known}}<p class="rows-sub num">{{msisdn_text}}</p>{{/known}}</div>
      <a class="state state-{{state}}" href="{{root}}/messages/{{message_id}}"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#state-{{state}}"></use></svg>{{state_word}}<span class="visually-hidden">: trace of the message to {{name}}</span></a>
    </li>
    {{/posted}}
  </ul>
  <aside class="body-aside stack" aria-label="The message">
    <div class="handset"><div class="say say-ours"><p class="say-text">{{body:pre_escape}}</p></div></div>
  </aside>
</div>
