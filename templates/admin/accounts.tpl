{{%AUTOESCAPE context="HTML"}}
{{! admin/accounts.tpl: a parent and its sub-accounts. Fed by prepaid; month, parent and sub_account (rows): sub_account with child, last, open, suspended, closed, line_class, sender_text, numbers_other, messages, messages_more, parts; alone (there are none), older with after_name and after_id, paged, long (it does not fit one page) with from_name, beyond (nothing comes there) }}
<div class="head">
  <div class="head-text"><h1>Accounts</h1><p class="head-sub">{{#prepaid_not}}{{parent_name}} and everything below it. Accounts beside each other never see one another.{{/prepaid_not}}{{#prepaid}}{{parent_name}} stands alone.{{/prepaid}}</p></div>
  {{#prepaid_not}}{{#account_closed_not}}<div class="head-acts"><a class="btn" href="{{root}}/invites"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#user-plus"></use></svg>Invite people</a><a class="btn btn-primary" href="{{root}}/accounts/new"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#plus"></use></svg>New sub-account</a></div>{{/account_closed_not}}{{/prepaid_not}}
</div>
<div class="body stack">
  {{#prepaid}}
  <div class="nothing">
    <svg class="nothing-art" viewBox="0 0 144 96" aria-hidden="true"><use href="{{asset}}/art.svg#platform"></use></svg>
    <h2 class="nothing-title">{{parent_name}} pays first, so it has no sub-accounts</h2>
    <p>A sub-account is invoiced with its parent at the end of the month. Whoever pays first has one balance, and everything sent is taken from it. Your operator can change how {{parent_name}} pays; then sub-accounts are opened here.</p>
  </div>
  {{/prepaid}}
  {{#prepaid_not}}
  {{#long}}
  <form class="flow" method="get" action="{{root}}/accounts" role="search" aria-label="Accounts">
    <label for="from">Accounts from</label>
    <input class="form-control setting-short" id="from" name="name" type="search" value="{{from_name}}" maxlength="120" autocomplete="off">
    <button class="btn" type="submit">Show</button>
    {{#paged}}<a class="btn btn-quiet" href="{{root}}/accounts">Back to the first</a>{{/paged}}
  </form>
  {{/long}}
  <section class="table-wrap" tabindex="0" aria-label="Table of accounts"><table class="table table-tree">
    <thead><tr><th scope="col">Account</th><th scope="col" class="table-num wide">People</th><th scope="col" class="table-num">Sent in {{month}}</th><th scope="col" class="table-num wide">Parts</th><th scope="col" class="table-num wide">Unread</th><th scope="col" class="wide">State</th><th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
    <tbody>
    {{#sub_account}}
    <tr>
      <th scope="row"><span class="rail-name">{{#child}}<svg class="rail {{line_class}}" viewBox="0 0 54 44" width="54" height="44" aria-hidden="true"><path class="rail-line" d="M14 -8V6c0 12 8 16 20 16"></path>{{#last_not}}<path class="rail-line" d="M14 -8V52"></path>{{/last_not}}<circle class="rail-stop" cx="40" cy="22" r="6"></circle></svg>{{/child}}{{#child_not}}<svg class="rail {{line_class}}" viewBox="0 0 28 44" width="28" height="44" aria-hidden="true">{{#last_not}}<path class="rail-line" d="M14 22V52"></path>{{/last_not}}<circle class="rail-stop" cx="14" cy="22" r="6"></circle></svg>{{/child_not}}<span class="rail-text"><a class="table-go" href="{{root}}{{#child}}/accounts/{{account_id}}{{/child}}{{#child_not}}/settings{{/child_not}}">{{name}}</a><span class="table-sub">{{#child_not}}Parent account, post-paid{{/child_not}}{{#child}}{{#open}}{{#has_number}}{{sender_text}}{{#numbers_other}} and {{others}} more{{/numbers_other}}{{/has_number}}{{#has_number_not}}No number yet{{/has_number_not}}{{/open}}{{#open_not}}{{#suspended}}Suspended{{/suspended}}{{#closed}}Closed{{/closed}}{{#state_at_set}} {{state_at_date}}{{/state_at_set}}{{#by}} by {{state_by}}{{/by}}{{/open_not}}{{/child}}</span></span></span></th>
      <td class="table-num wide">{{#suspended}}{{people}}{{/suspended}}{{#suspended_not}}<a class="table-go" href="/{{account_id}}/users">{{people}}<span class="visually-hidden"> in {{name}}</span></a>{{/suspended_not}}</td>
      <td class="table-num">{{#messages_more}}over {{/messages_more}}{{messages}}</td>
      <td class="table-num wide">{{#messages_more}}over {{/messages_more}}{{parts}}</td>
      <td class="table-num wide">{{unread}}</td>
      <td class="wide">{{#open}}<span class="state state-active"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#check"></use></svg>Open</span>{{/open}}{{#suspended}}<span class="state state-suspended"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#player-pause"></use></svg>Suspended</span>{{/suspended}}{{#closed}}<span class="state state-closed"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#lock"></use></svg>Closed</span>{{/closed}}</td>
      <td class="table-num">{{#child}}{{#suspended}}<form method="post" action="{{root}}/accounts/{{account_id}}/reopen"><input type="hidden" name="token" value="{{token_accounts_id_reopen}}"><input type="hidden" name="was" value="suspended"><button class="btn btn-small" type="submit">Resume<span class="visually-hidden"> {{name}}</span></button></form>{{/suspended}}{{#suspended_not}}<a class="btn btn-small" href="/{{account_id}}/inbox">Enter<span class="visually-hidden"> {{name}}</span></a>{{/suspended_not}}{{/child}}</td>
    </tr>
    {{/sub_account}}
    </tbody>
  </table></section>
  {{#older}}<p class="pager"><a class="btn btn-small" href="{{root}}/accounts?name={{after_name:url_query_escape}}&amp;after={{after_id}}">More accounts, after {{after_name}}</a></p>{{/older}}
  {{#beyond}}<p class="soft">No account’s name comes after “{{from_name}}”.</p>{{/beyond}}
  {{#alone}}<p class="soft">There are no sub-accounts yet. Each team can have one, with its own inbox, its own people and its own number.</p>{{/alone}}
  <p class="small soft">“Enter” opens the account with you as its Administrator.</p>
  {{/prepaid_not}}
</div>
