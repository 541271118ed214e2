{{%AUTOESCAPE context="HTML"}}
{{! inbox/talk-row.tpl: a conversation as a row of a list. Fed by a row of talk, row_kind (begins its id), messages (flag: the row is a message that was found) }}
    <li id="{{row_kind}}-{{account_id}}-{{conversation_id}}"><a class="talk{{#unread}} talk-new{{/unread}}{{#merged}} talk-one{{/merged}}" href="/{{account_id}}/inbox/{{conversation_id}}{{#messages}}#say-{{last_message_id}}{{/messages}}"{{#here}} aria-current="true"{{/here}}>
      <span class="talk-name">{{#unread}}<span class="visually-hidden">Unread: </span>{{/unread}}{{name}}</span><time class="talk-time" datetime="{{last_at}}">{{last_at_text}}</time>
      <span class="talk-text">{{#signed}}<span class="talk-you">{{who}}: </span>{{/signed}}{{preview}}</span>
      <span class="talk-foot">{{#merged}}<span class="line line-{{line}}">{{account_name}}</span>{{/merged}}{{#state_shown}}<span class="state state-{{last_state}}"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#state-{{last_state}}"></use></svg>{{state_word}}</span>{{/state_shown}}</span>
    </a></li>
