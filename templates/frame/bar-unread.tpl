{{%AUTOESCAPE context="HTML"}}
{{! frame/bar-unread.tpl: the count in the bar of a phone; sent again by inbox/changes. Frame names only }}
<span class="count count-new" id="bar-unread"{{#has_unread_not}} hidden{{/has_unread_not}}>{{unread_count}}<span class="visually-hidden"> unread</span></span>
