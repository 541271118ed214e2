{{%AUTOESCAPE context="HTML"}}
{{! frame/bar.tpl: the bar at the bottom of a phone. Frame names only }}
<nav class="shell-bar" aria-label="Shortcuts">
  <ul class="bar-list">
    {{#in_account}}
    {{#nav_inbox}}
    <li><a class="bar-link" href="{{inbox_path}}"{{#nav_inbox_here}} aria-current="page"{{/nav_inbox_here}}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#inbox"></use></svg>Inbox{{>bar_unread}}</a></li>
    {{/nav_inbox}}
    {{#nav_send}}
    <li><a class="bar-link" href="{{root}}/send"{{#nav_send_here}} aria-current="page"{{/nav_send_here}}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#send"></use></svg>Send</a></li>
    {{/nav_send}}
    {{/in_account}}
    {{#no_account}}
    <li><a class="bar-link" href="/accounts"{{#nav_accounts_here}} aria-current="page"{{/nav_accounts_here}}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#sitemap"></use></svg>Accounts</a></li>
    <li><a class="bar-link" href="/me"{{#nav_me_here}} aria-current="page"{{/nav_me_here}}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#user"></use></svg>You</a></li>
    {{/no_account}}
    <li><a class="bar-link" href="#side"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#menu-2"></use></svg>Menu</a></li>
  </ul>
</nav>
