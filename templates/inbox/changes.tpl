{{%AUTOESCAPE context="HTML"}}
{{! inbox/changes.tpl: what is new, in exchange for parts of the page. Fed by talks.tpl and live.tpl; at_open (flag): also acts.tpl and log.tpl }}
{{>live}}
<div id="talks" class="inbox-live" hx-swap-oob="keyed">
{{>talks}}
</div>
{{#at_open}}
<div id="acts" class="thread-acts" hx-swap-oob="keyed">
{{>acts}}
</div>
<div id="log" class="thread-run" hx-swap-oob="keyed">
{{>log}}
</div>
{{/at_open}}
<div id="menu-count" hx-swap-oob="keyed:#menu-unread">{{>menu_unread}}</div>
<div id="bar-count" hx-swap-oob="keyed:#bar-unread">{{>bar_unread}}</div>
