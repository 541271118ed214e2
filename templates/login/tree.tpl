{{%AUTOESCAPE context="HTML"}}
{{! login/tree.tpl: accounts as a tree, for the page and for the switcher. Fed by account (rows): account_id, name, parent_name, line, role_name, child, here, has_unread, unread_count, merge, merge_here, merge_has_unread, merge_unread_count }}
<ul class="tree">
  {{#account}}
  {{#merge}}
  <li><a class="tree-link" href="/{{account_id}}/all/inbox"{{#merge_here}} aria-current="true"{{/merge_here}}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#stack-2"></use></svg><span class="tree-name">All accounts</span>{{#merge_has_unread}}<span class="count">{{merge_unread_count}}<span class="visually-hidden"> unread</span></span>{{/merge_has_unread}}</a></li>
  {{/merge}}
  <li{{#child}} class="tree-child"{{/child}}><a class="tree-link line-{{line}}" href="/{{account_id}}/inbox"{{#here}} aria-current="true"{{/here}}><span class="tree-dot"></span><span class="tree-name">{{name}}{{#child}}<span class="visually-hidden"> in {{parent_name}}</span>{{/child}}</span><span class="tree-role">{{role_name}}</span>{{#has_unread}}<span class="count">{{unread_count}}<span class="visually-hidden"> unread</span></span>{{/has_unread}}</a></li>
  {{/account}}
</ul>
