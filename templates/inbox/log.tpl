{{%AUTOESCAPE context="HTML"}}
{{! inbox/log.tpl: what was said, oldest first. Fed by conversation_id, turn_older with turn_before, turn (rows): turn_id, is_message, is_out, body, signed with user_name, happened_at, new_day, state, state_word, lost with reason, repeated, closed_event, reopened_event }}
{{#turn_older}}<p class="thread-earlier"><a class="btn btn-small" href="{{root}}/inbox/{{conversation_id}}?before={{turn_before:url_query_escape}}"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#arrow-up"></use></svg>Earlier messages</a></p>{{/turn_older}}
{{#turn}}
{{#new_day}}<p class="thread-day"><time datetime="{{happened_at}}">{{happened_at_day}}</time></p>{{/new_day}}
{{#is_message}}
<article class="say{{#is_out}} say-ours{{/is_out}}{{#lost}} say-lost{{/lost}}" id="say-{{turn_id}}">
  <p class="say-text"><span class="visually-hidden">{{#is_out}}{{#signed}}{{user_name}}: {{/signed}}{{#signed_not}}Us: {{/signed_not}}{{/is_out}}{{#is_out_not}}{{name}}: {{/is_out_not}}</span>{{body:pre_escape}}</p>
  <p class="say-meta">
    {{#is_out}}
    {{#signed}}<span aria-hidden="true">{{user_name}}</span>{{/signed}}<time datetime="{{happened_at}}">{{happened_at_clock}}</time>
    {{#lost_not}}<a class="say-trace state state-bare state-{{state}}" href="{{root}}/messages/{{turn_id}}"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#state-{{state}}"></use></svg>{{state_word}}</a>{{/lost_not}}
    {{#lost}}<span class="state state-bare state-{{state}}"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#state-{{state}}"></use></svg>{{state_word}}</span><a class="say-why" href="{{root}}/messages/{{turn_id}}">{{reason}}</a>{{/lost}}
    {{/is_out}}
    {{#is_out_not}}
    <a class="say-trace" href="{{root}}/messages/{{turn_id}}"><time datetime="{{happened_at}}">{{happened_at_clock}}</time><span class="visually-hidden">, trace of this message</span></a>
    {{#repeated}}<span>Perhaps a repeat of the one before</span>{{/repeated}}
    {{/is_out_not}}
  </p>
</article>
{{/is_message}}
{{#closed_event}}<p class="thread-event" id="event-{{turn_id}}"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#archive"></use></svg>{{user_name}} closed the conversation · <time datetime="{{happened_at}}">{{happened_at_clock}}</time></p>{{/closed_event}}
{{#reopened_event}}<p class="thread-event" id="event-{{turn_id}}"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#archive-off"></use></svg>{{#signed}}{{user_name}} reopened the conversation{{/signed}}{{#signed_not}}A new message reopened the conversation{{/signed_not}} · <time datetime="{{happened_at}}">{{happened_at_clock}}</time></p>{{/reopened_event}}
{{/turn}}
