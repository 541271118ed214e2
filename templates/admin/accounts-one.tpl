{{%AUTOESCAPE context="HTML"}}
{{! admin/accounts-one.tpl: one sub-account, as its parent sees it. Fed by sub_account with open, suspended, closed, has_number, sender_text; month, messages, messages_more, parts; typed_name, colour (rows), faults (name), changed; done_… }}
<div class="head">
  <div class="head-text"><p class="head-trail"><a href="{{root}}/accounts">Accounts</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>{{name}}</span></p><h1>{{name}}</h1><p class="head-sub">{{#open}}Open, below {{parent_name}}.{{/open}}{{#suspended}}Suspended{{#state_at_set}} <time datetime="{{state_at}}">{{state_at_date}}</time>{{/state_at_set}}{{#by}} by {{state_by}}{{/by}}. Nobody can read or send in it.{{/suspended}}{{#closed}}Closed{{#state_at_set}} <time datetime="{{state_at}}">{{state_at_date}}</time>{{/state_at_set}}{{#by}} by {{state_by}}{{/by}}. It can be read; nothing in it can be changed or sent.{{/closed}}</p></div>
  {{#suspended_not}}<div class="head-acts"><a class="btn" href="/{{account_id}}/inbox"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#git-branch"></use></svg>Enter</a></div>{{/suspended_not}}
</div>
<div class="body body-narrow stack stack-lg">
  {{#done_opened}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><div class="flash-text"><p>{{name}} is open.</p><p>It has no people and no number yet. <a class="link" href="/{{account_id}}/invites">Invite its people</a>; your operator gives it a number.</p></div></div>{{/done_opened}}
  {{#done_renamed}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>Saved. Everybody sees it from their next page on.</p></div>{{/done_renamed}}
  {{#done_reopened}}{{#open}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>{{name}} is open again. What waited in it goes out now.</p></div>{{/open}}{{/done_reopened}}
  {{#done_suspended}}{{#suspended}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p class="flash-text">{{name}} is suspended.</p><form method="post" action="{{root}}/accounts/{{account_id}}/reopen"><input type="hidden" name="token" value="{{token_accounts_id_reopen}}"><input type="hidden" name="was" value="suspended"><button class="flash-undo" type="submit">Undo</button></form></div>{{/suspended}}{{/done_suspended}}
  {{#done_closed}}{{#closed}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p class="flash-text">{{name}} is closed.</p><form method="post" action="{{root}}/accounts/{{account_id}}/reopen"><input type="hidden" name="token" value="{{token_accounts_id_reopen}}"><input type="hidden" name="was" value="closed"><button class="flash-undo" type="submit">Undo</button></form></div>{{/closed}}{{/done_closed}}
  {{#changed}}<div class="flash tone-warn" role="alert"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-triangle"></use></svg><div class="flash-text"><p><strong>Somebody else changed this account meanwhile.</strong></p><p>It is now as you see it here; what you typed is kept in the form. Look, and send it again if it should be so.</p></div></div>{{/changed}}
  <section class="stack" aria-labelledby="facts-title">
    <h2 id="facts-title">What it holds</h2>
    <dl class="pairs">
      <dt>People</dt><dd>{{people}}{{#suspended_not}} · <a href="/{{account_id}}/users">who they are</a>{{/suspended_not}}</dd>
      <dt>Number</dt><dd>{{#has_number}}{{sender_text}}{{/has_number}}{{#has_number_not}}none yet{{/has_number_not}}</dd>
      <dt>Sent in {{month}}</dt><dd>{{#messages_more}}over {{/messages_more}}{{messages}} messages, {{#messages_more}}over {{/messages_more}}{{parts}} parts</dd>
      <dt>Unread conversations</dt><dd>{{unread}}</dd>
      <dt>Country and time zone</dt><dd>{{country}}, {{zone}}</dd>
    </dl>
  </section>
  {{#closed_not}}
  <form class="stack" method="post" action="{{root}}/accounts/{{account_id}}" aria-labelledby="name-title" novalidate>
    <h2 id="name-title">Name and colour</h2>
    <input type="hidden" name="token" value="{{token_accounts_id}}">
    <input type="hidden" name="was_name" value="{{name}}">
    <input type="hidden" name="was_line" value="{{line}}">
    <div class="field">
      <label class="form-label" for="name">Name</label>
      {{#name_fault}}<p class="field-fault" id="name-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/name_fault}}
      <input class="form-control" id="name" name="name" type="text" value="{{typed_name}}" maxlength="120" autocomplete="off" required{{#name_fault}} aria-invalid="true" aria-describedby="name-fault"{{/name_fault}}>
    </div>
{{>accounts_colour}}
    <p><button class="btn btn-primary" type="submit">Save</button></p>
  </form>
  {{/closed_not}}
  <section class="stack" aria-labelledby="state-title">
    <h2 id="state-title">{{#closed}}Open it again{{/closed}}{{#closed_not}}Suspend or close{{/closed_not}}</h2>
    {{#open}}
    <ul class="rows">
      <li class="rows-one"><p class="rows-text"><strong>Suspend</strong><br><span class="rows-sub">Nobody reads or sends in it until you resume it. Everything is kept.</span></p><a class="btn" href="{{root}}/accounts/{{account_id}}/suspend">Suspend …</a></li>
      <li class="rows-one"><p class="rows-text"><strong>Close</strong><br><span class="rows-sub">Nothing more is sent from it. Its people can still read.</span></p><a class="btn" href="{{root}}/accounts/{{account_id}}/close">Close …</a></li>
    </ul>
    {{/open}}
    {{#suspended}}
    <ul class="rows">
      <li class="rows-one"><p class="rows-text"><strong>Resume</strong><br><span class="rows-sub">Its people come in again with their next click, and what waits goes out.</span></p><form method="post" action="{{root}}/accounts/{{account_id}}/reopen"><input type="hidden" name="token" value="{{token_accounts_id_reopen}}"><input type="hidden" name="was" value="suspended"><button class="btn" type="submit">Resume</button></form></li>
      <li class="rows-one"><p class="rows-text"><strong>Close</strong><br><span class="rows-sub">Nothing more is sent from it. Its people can read again.</span></p><a class="btn" href="{{root}}/accounts/{{account_id}}/close">Close …</a></li>
    </ul>
    {{/suspended}}
    {{#closed}}
    <ul class="rows">
      <li class="rows-one"><p class="rows-text"><span class="rows-sub">Its people can write and send again, and what waits goes out.</span></p><form method="post" action="{{root}}/accounts/{{account_id}}/reopen"><input type="hidden" name="token" value="{{token_accounts_id_reopen}}"><input type="hidden" name="was" value="closed"><button class="btn" type="submit">Open again</button></form></li>
    </ul>
    {{/closed}}
  </section>
</div>
