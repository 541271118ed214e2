{{%AUTOESCAPE context="HTML"}}
{{! inbox/thread.tpl: one conversation, the list beside it. Fed by talks.tpl, live.tpl, acts.tpl, log.tpl; name, initials, msisdn_text, sender_text, known with added_at, whole, nameable, closed, writable, only_looks (with somebody else’s eyes), typed, once, faults (text) }}
<div class="inbox inbox-open">
  <section class="inbox-pane inbox-list" aria-label="Conversations">
    <div class="inbox-title"><h2>Inbox</h2>{{#nav_send}}{{#merged_not}}<a class="btn btn-small btn-icon" href="{{root}}/send"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#message-plus"></use></svg><span class="visually-hidden">New message</span></a>{{/merged_not}}{{/nav_send}}</div>
    {{>live_note}}
    <div class="inbox-live" id="talks">
{{>talks}}
    </div>
  </section>
  <section class="inbox-pane inbox-thread" aria-label="Conversation">
    <div class="thread-head">
      <a class="btn btn-quiet btn-icon thread-back" href="{{inbox_path}}"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#arrow-left"></use></svg><span class="visually-hidden">Back to the inbox</span></a>
      <div class="thread-who"><h1>{{name}}</h1><p class="thread-sub">{{msisdn_text}} · writes to {{sender_text}}</p></div>
      <a class="btn btn-small btn-quiet btn-icon thread-facts" href="#facts"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#info-circle"></use></svg><span class="visually-hidden">About {{name}}</span></a>
      <div class="thread-acts" id="acts">
{{>acts}}
      </div>
    </div>
    {{#done_closed}}<div class="flash flash-strip" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p class="flash-text">Closed. It reopens when {{name}} writes again.</p>{{#may_close}}<form method="post" action="{{root}}/inbox/{{conversation_id}}/reopen"><input type="hidden" name="token" value="{{token_inbox_id_reopen}}"><button class="flash-undo" type="submit">Undo</button></form>{{/may_close}}</div>{{/done_closed}}
    {{#done_reopened}}<div class="flash flash-strip" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p class="flash-text">Open again.</p></div>{{/done_reopened}}
    <div class="thread-log" role="log" aria-label="Messages with {{name}}" tabindex="0"><div class="thread-run" id="log">
{{>log}}
    </div></div>
    {{#writable}}
    <form class="reply" method="post" action="{{root}}/inbox/{{conversation_id}}/reply" novalidate>
      <input type="hidden" name="token" value="{{token_inbox_id_reply}}">
      <input type="hidden" name="once" value="{{once}}">
      {{#text_fault}}<p class="field-fault reply-fault" id="text-fault" role="alert"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/text_fault}}
      <label class="visually-hidden" for="text">Reply to {{name}}</label>
      <textarea class="reply-text" id="text" name="text" rows="2" maxlength="4000" placeholder="Write a reply" data-count="text-parts"{{#text_fault}} aria-invalid="true" aria-describedby="text-fault" autofocus{{/text_fault}}>
{{typed:pre_escape}}</textarea>
      <div class="reply-bar"><output class="parts" id="text-parts" for="text" aria-live="polite"></output><button class="btn btn-primary btn-small push" type="submit"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#send"></use></svg>Send</button></div>
    </form>
    {{/writable}}
    {{#writable_not}}<p class="reply-note">{{#only_looks}}You only look: nobody can answer with somebody else’s eyes.{{/only_looks}}{{#only_looks_not}}{{account_name}} is closed. It can be read, but nothing can be sent from it.{{/only_looks_not}}</p>{{/writable_not}}
  </section>
  <aside class="inbox-pane inbox-facts" id="facts" aria-label="About {{name}}">
    <a class="btn btn-quiet btn-icon btn-small facts-close" href="#main"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#x"></use></svg><span class="visually-hidden">Close</span></a>
    <div class="inbox-scroll"><div class="facts">
      <div class="flow flow-line"><span class="me-face" aria-hidden="true">{{initials}}</span><div class="grow"><p><strong>{{name}}</strong></p><p class="tiny faint">{{#known}}Contact since <time datetime="{{added_at}}">{{added_at_text}}</time>{{/known}}{{#known_not}}Not in the contacts of {{account_name}}{{/known_not}}</p></div></div>
      <dl class="pairs">
        <dt>Number</dt><dd class="num">{{msisdn_text}}</dd>
        <dt>Writes to</dt><dd class="num">{{sender_text}}</dd>
      </dl>
      <section>
        <h2>Who can see this conversation?</h2>
        {{#whole}}<p class="soft">Everyone in {{account_name}} who is not a Basic user{{#has_parent}}, and the Administrators of {{parent_name}}{{/has_parent}}. A Basic user sees only what they wrote to {{name}} and the replies to it.</p>{{/whole}}
        {{#nameable}}
        <details class="who-names"><summary>Who they are</summary><div class="stack stack-sm" hx-get="/{{account_id}}/inbox/{{conversation_id}}/who" hx-trigger="toggle from:closest details once" hx-swap="innerHTML"><p><a href="{{root}}/inbox/{{conversation_id}}/who">All of them, by name</a></p></div></details>
        {{/nameable}}
        {{#whole_not}}<p class="soft">You see what you wrote to {{name}} and the replies to it, because you are a Basic user in {{account_name}}. Advanced users and Administrators see the whole conversation.</p>{{/whole_not}}
      </section>
    </div></div>
  </aside>
</div>
{{>live}}
