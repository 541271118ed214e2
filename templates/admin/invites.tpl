{{%AUTOESCAPE context="HTML"}}
{{! admin/invites.tpl: inviting people, and who has not answered. Fed by who, note (as typed), invitable (rows: account_id, account_name, line, child, no_role, role_choice (rows): word, title, chosen), several, more_accounts with accounts_said, accounts_all, find (as typed), find_none; accounts_any; faults; waiting_some, waiting (rows: its members, part (rows): account_name, line, role_name), older with before; account_open; done_sent, done_resent, done_revoked, done_answered, done_full with waiting_most }}
<div class="head">
  <div class="head-text"><p class="head-trail"><a href="{{root}}/users">People</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>Invite</span></p><h1>Invite people</h1><p class="head-sub">Each person gets one e-mail{{#several}}, whatever the number of accounts{{/several}}. It works for 7 days, once, for that address only.</p></div>
</div>
<div class="body body-split">
  <div class="stack stack-lg">
    {{#done_sent}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>Invited. The e-mails are on their way.</p></div>{{/done_sent}}
    {{#done_resent}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>Sent again, for 7 more days. Links in older e-mails no longer work.</p></div>{{/done_resent}}
    {{#done_revoked}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>Taken back. The link gives nothing here any more.</p></div>{{/done_revoked}}
    {{#done_answered}}<div class="flash tone-warn" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><p>It has been accepted or taken back meanwhile. Nothing was done.</p></div>{{/done_answered}}
    {{#done_full}}<div class="flash tone-warn" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><p>At most {{waiting_most}} invitations may wait for an answer, in all accounts together. Nothing was sent; take back those that are not needed any more.</p></div>{{/done_full}}
{{#faults}}
<div class="faults" role="alert" tabindex="-1" autofocus>
  <h2 class="faults-title">Nobody is invited yet</h2>
  <ul>
    {{#fault}}
    <li><a href="#{{field}}">{{text}}</a></li>
    {{/fault}}
  </ul>
</div>
{{/faults}}
    {{#account_open}}
    <form class="stack stack-lg" id="invite" method="post" action="{{root}}/invites" novalidate>
      <input type="hidden" name="token" value="{{token_invites}}">
      <div class="field">
        <label class="form-label" for="who">E-mail addresses</label>
        <p class="field-hint" id="who-hint">One on each line, or a list pasted from a mail or a sheet.</p>
        {{#who_fault}}<p class="field-fault" id="who-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/who_fault}}
        <textarea class="form-control" id="who" name="who" rows="4" required aria-describedby="who-hint{{#who_fault}} who-fault{{/who_fault}}"{{#who_fault}} aria-invalid="true"{{/who_fault}}>
{{who}}</textarea>
      </div>
      <fieldset class="stack stack-sm" id="roles" tabindex="-1"{{#roles_fault}} aria-describedby="roles-fault"{{/roles_fault}}>
        <legend>{{#several}}Accounts and roles{{/several}}{{#several_not}}Role{{/several_not}}</legend>
        <p class="field-hint">{{#several}}Choose a role wherever they should work.{{/several}}{{#several_not}}A Basic user sees own messages and replies to them; an Advanced user the whole inbox; an Administrator also people and settings.{{/several_not}}</p>
        {{#roles_fault}}<p class="field-fault" id="roles-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/roles_fault}}
        {{#more_accounts}}
        <div class="flow flow-line">
          <label class="visually-hidden" for="find-account">Part of the account’s name</label>
          <input class="form-control grow" id="find-account" name="find" type="search" value="{{find}}" maxlength="120" placeholder="Part of an account’s name" autocomplete="off" aria-describedby="find-said">
          <button class="btn" type="submit" name="search" value="1" formaction="invites#find-account" formnovalidate>Find</button>
        </div>
        <p class="small soft" id="find-said" role="status">{{#find_none}}No account’s name holds “{{find}}”. {{/find_none}}{{accounts_said}} of {{accounts_all}} accounts are listed. Those with a role stay while you look for others.</p>
        {{/more_accounts}}
        {{#accounts_any}}
        <ul class="grant-list">
          {{#invitable}}
          <li class="grant"><label class="line line-md line-{{line}}" for="role_{{account_id}}">{{account_name}}</label><select class="form-select grant-choice" id="role_{{account_id}}" name="role_{{account_id}}"><option value="none"{{#no_role}} selected{{/no_role}}>No access</option>{{#role_choice}}<option value="{{word}}"{{#chosen}} selected{{/chosen}}>{{title}}</option>{{/role_choice}}</select></li>
          {{/invitable}}
        </ul>
        {{/accounts_any}}
      </fieldset>
      <div class="field">
        <label class="form-label" for="note">A line of your own <span class="soft">(optional)</span></label>
        {{#note_fault}}<p class="field-fault" id="note-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/note_fault}}
        <textarea class="form-control" id="note" name="note" rows="2"{{#note_fault}} aria-invalid="true" aria-describedby="note-fault"{{/note_fault}}>
{{note}}</textarea>
      </div>
      <div class="flow"><button class="btn btn-primary" type="submit"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#mail-forward"></use></svg>Send invitations</button><a class="btn" href="{{root}}/users">Cancel</a></div>
    </form>
    {{/account_open}}
  </div>
  <aside class="stack body-aside" aria-labelledby="waiting-title">
    <section class="box box-pad stack">
      <h2 id="waiting-title">Waiting for an answer</h2>
      {{#waiting_some}}
      <ul class="rows">
        {{#waiting}}
        <li class="rows-one">
          <div class="rows-text">
            <p><strong>{{email}}</strong></p>
            {{#part}}<p class="rows-sub"><span class="line line-{{line}}">{{account_name}}</span> {{role_name}}</p>{{/part}}
            <p class="rows-sub">{{#declined}}<span class="state state-cancelled"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-x"></use></svg>Declined {{declined_at_date}}</span>{{/declined}}{{#declined_not}}{{#ran_out}}<span class="state state-expired"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#clock-x"></use></svg>Ran out {{ends_at_date}}</span>{{/ran_out}}{{#ran_out_not}}Sent <time datetime="{{made_at}}">{{made_at_date}}</time>{{#invited_by}} by {{inviter}}{{/invited_by}}, until <time datetime="{{ends_at}}">{{ends_at_date}}</time>{{/ran_out_not}}{{/declined_not}}</p>
          </div>
          {{#declined_not}}
          {{#account_open}}
          <div class="flow">
            {{#made_in}}<form method="post" action="{{root}}/invites/{{invite_id}}/resend"><input type="hidden" name="token" value="{{token_invites_id_resend}}"><button class="btn btn-small" type="submit">Send again<span class="visually-hidden"> to {{email}}</span></button></form>{{/made_in}}
            <form method="post" action="{{root}}/invites/{{invite_id}}/revoke"><input type="hidden" name="token" value="{{token_invites_id_revoke}}"><button class="btn btn-small btn-quiet" type="submit">Take back<span class="visually-hidden"> from {{email}}</span></button></form>
          </div>
          {{/account_open}}
          {{/declined_not}}
        </li>
        {{/waiting}}
      </ul>
      {{#older}}<p class="pager"><a class="btn btn-small" href="{{root}}/invites?before={{before:url_query_escape}}">Older</a></p>{{/older}}
      {{/waiting_some}}
      {{#waiting_some_not}}<p class="soft">Everybody who was invited has answered.</p>{{/waiting_some_not}}
    </section>
  </aside>
</div>
