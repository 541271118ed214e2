{{%AUTOESCAPE context="HTML"}}
{{! frame/menu-unread.tpl: the count in the menu; sent again by inbox/changes. Frame names only }}
<span class="count count-new push" id="menu-unread"{{#has_unread_not}} hidden{{/has_unread_not}}>{{unread_count}}<span class="visually-hidden"> unread</span></span>
