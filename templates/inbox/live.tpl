{{%AUTOESCAPE context="HTML"}}
{{! inbox/live.tpl: asks for what is new while the page is open. Fed by live (flag), version, tab, at (id of the open conversation or empty), filter_id; merged }}
{{#live}}
{{#merged_not}}<div id="live" data-live hx-get="/{{account_id}}/inbox/changes?since={{version}}&amp;tab={{tab:url_query_escape}}&amp;at={{at:url_query_escape}}" hx-trigger="every 4s, refresh" hx-swap="outerHTML"></div>{{/merged_not}}
{{#merged}}<div id="live" data-live hx-get="/{{account_id}}/all/inbox/changes?since={{version}}&amp;tab={{tab:url_query_escape}}&amp;account={{filter_id:url_query_escape}}" hx-trigger="every 4s, refresh" hx-swap="outerHTML"></div>{{/merged}}
{{/live}}
