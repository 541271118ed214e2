{{%AUTOESCAPE context="HTML"}}
{{! frame/side.tpl: the menu: account, search, where one can go, who one is. Frame names only }}
<header class="shell-side" id="side">
  <div class="flow flow-line">
    <a class="brand" href="{{#in_account}}{{inbox_path}}{{/in_account}}{{#no_account}}/accounts{{/no_account}}"><svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true"><use href="{{asset}}/mark.svg#mark"></use></svg>Branchline</a>
    <a class="btn btn-quiet btn-icon push slim" href="#main"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#x"></use></svg><span class="visually-hidden">Close the menu</span></a>
  </div>
  {{#in_account}}
  {{#many_accounts}}
  <details class="switcher" id="switcher">
    <summary class="switcher-now">
      <span class="switcher-disc {{account_line}}">{{#merged}}<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#stack-2"></use></svg>{{/merged}}{{#merged_not}}<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#git-branch"></use></svg>{{/merged_not}}</span>
      <span class="switcher-text"><span class="visually-hidden">Account: </span><span class="switcher-name">{{account_name}}</span><span class="switcher-sub">{{account_under}}</span></span>
      <svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#selector"></use></svg>
    </summary>
    <div class="switcher-panel">
      <div class="switcher-find find" data-tree-find hidden><label class="visually-hidden" for="account-find">Find an account</label><span class="find-go"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#search"></use></svg></span><input class="form-control find-text" id="account-find" type="search" placeholder="Find an account" autocomplete="off"></div>
      <div hx-get="/accounts/tree?at={{account_id}}{{#merged}}&amp;merged=1{{/merged}}" hx-trigger="toggle from:closest details once" hx-swap="innerHTML">
        <a class="tree-link" href="/accounts">All your accounts</a>
      </div>
      <p class="switcher-note">{{#merged}}Reading covers every account. Sending happens in one account at a time.{{/merged}}{{#merged_not}}Each account opens in its own tab if you like.{{/merged_not}}</p>
    </div>
  </details>
  {{/many_accounts}}
  {{#many_accounts_not}}
  <div class="switcher-now">
      <span class="switcher-disc {{account_line}}">{{#merged}}<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#stack-2"></use></svg>{{/merged}}{{#merged_not}}<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#git-branch"></use></svg>{{/merged_not}}</span>
      <span class="switcher-text"><span class="visually-hidden">Account: </span><span class="switcher-name">{{account_name}}</span><span class="switcher-sub">{{account_under}}</span></span>
  </div>
  {{/many_accounts_not}}
  {{#nav_inbox}}
  <form class="find" role="search" aria-label="Messages and people" action="{{inbox_path}}" method="get">
    <label class="visually-hidden" for="find">Search messages and people</label>
    <button class="find-go" type="submit"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#search"></use></svg><span class="visually-hidden">Search</span></button>
    <input class="form-control find-text" id="find" type="search" name="q" value="{{query}}" maxlength="100" placeholder="Search" autocomplete="off" data-key="/">
    <kbd class="find-key" aria-hidden="true">/</kbd>
  </form>
  {{/nav_inbox}}
  {{/in_account}}
  <nav aria-label="Main">
    <ul class="nav-list">
      {{#in_account}}
      {{#nav_inbox}}
      <li><a class="nav-item" href="{{inbox_path}}"{{#nav_inbox_here}} aria-current="page"{{/nav_inbox_here}}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#inbox"></use></svg>Inbox{{>menu_unread}}</a></li>
      {{/nav_inbox}}
      {{#nav_send}}
      <li><a class="nav-item" href="{{root}}/send"{{#nav_send_here}} aria-current="page"{{/nav_send_here}}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#send"></use></svg>Send</a></li>
      {{/nav_send}}
      {{#nav_users}}
      <li class="nav-over"><a class="nav-item" href="{{root}}/users"{{#nav_users_here}} aria-current="page"{{/nav_users_here}}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#users"></use></svg>People</a></li>
      {{/nav_users}}
      {{#nav_manage}}
      <li class="nav-over"><a class="nav-item" href="{{root}}/accounts"{{#nav_manage_here}} aria-current="page"{{/nav_manage_here}}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#sitemap"></use></svg>Accounts</a></li>
      {{/nav_manage}}
      {{#nav_settings}}
      <li class="nav-over"><a class="nav-item" href="{{root}}/settings"{{#nav_settings_here}} aria-current="page"{{/nav_settings_here}}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#settings"></use></svg>Settings</a></li>
      {{/nav_settings}}
      {{#nav_audit}}
      <li class="nav-over"><a class="nav-item" href="{{audit_path}}"{{#nav_audit_here}} aria-current="page"{{/nav_audit_here}}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#history"></use></svg>Audit log</a></li>
      {{/nav_audit}}
      {{/in_account}}
      {{#no_account}}
      <li><a class="nav-item" href="/accounts"{{#nav_accounts_here}} aria-current="page"{{/nav_accounts_here}}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#sitemap"></use></svg>Your accounts</a></li>
      {{/no_account}}
    </ul>
  </nav>
  <div class="nav-foot">
    <a class="me" href="/me"{{#nav_me_here}} aria-current="page"{{/nav_me_here}}><span class="me-face" aria-hidden="true">{{me_initials}}</span><span class="me-text"><span class="me-name">{{me_name}}</span><span class="me-role">{{me_role}}</span></span></a>
    <form method="post" action="/sign-out"><input type="hidden" name="token" value="{{token_sign_out}}"><button class="btn btn-quiet btn-icon" type="submit"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#logout"></use></svg><span class="visually-hidden">Sign out</span></button></form>
  </div>
</header>
