{{%AUTOESCAPE context="HTML"}}
{{! inbox/branches.tpl: the accounts of a tree, to narrow the merged inbox to one. Fed by branch (rows): account_id, name, line, open, unread, news; part (typed), named, more; tab or searching }}
<div class="head">
  <div class="head-text"><h1>Choose an account</h1><p class="head-sub">The merged inbox then shows the conversations of that account alone.</p></div>
</div>
<div class="body body-narrow stack">
<form class="flow flow-line" method="get" action="{{inbox_path}}/accounts" role="search" aria-label="Accounts">
  {{#searching}}<input type="hidden" name="q" value="{{query}}">{{/searching}}{{#searching_not}}<input type="hidden" name="tab" value="{{tab}}">{{/searching_not}}
  <label class="visually-hidden" for="account-name">Part of the account’s name</label>
  <input class="form-control grow" id="account-name" type="search" name="name" value="{{part}}" maxlength="120" placeholder="Part of its name" autocomplete="off">
  <button class="btn" type="submit">Find</button>
</form>
<div class="tree-page">
<ul class="tree">
  {{#named_not}}<li><a class="tree-link" href="{{inbox_path}}?{{#searching}}q={{query:url_query_escape}}{{/searching}}{{#searching_not}}tab={{tab:url_query_escape}}{{/searching_not}}"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#stack-2"></use></svg><span class="tree-name">All accounts</span></a></li>{{/named_not}}
  {{#branch}}
  <li><a class="tree-link line-{{line}}" href="{{inbox_path}}?{{#searching}}q={{query:url_query_escape}}{{/searching}}{{#searching_not}}tab={{tab:url_query_escape}}{{/searching_not}}&amp;account={{account_id}}"><span class="tree-dot"></span><span class="tree-name">{{name}}</span><span class="tree-role">{{open}} open</span>{{#news}}<span class="count">{{unread}}<span class="visually-hidden"> unread</span></span>{{/news}}</a></li>
  {{/branch}}
</ul>
</div>
{{#branch_none}}<p class="soft">No account’s name holds “{{part}}”. <a href="{{inbox_path}}/accounts">See them all</a></p>{{/branch_none}}
{{#more}}<p class="soft">These are the first of more. Type a part of the name to find another.</p>{{/more}}
</div>
