{{%AUTOESCAPE context="HTML"}}
{{! admin/audit.tpl: what was done in an account. Fed by audit_event (rows) with title; paged; older with before }}
<div class="head">
  <div class="head-text"><h1>Audit log</h1><p class="head-sub">What was done in {{account_name}}, by whom and from where. Nobody can change these rows.</p></div>
</div>
<div class="body stack">
  {{#audit_event_any}}
  <ul class="rows">
    {{#audit_event}}
    <li class="rows-one">
      <div class="rows-text"><p><strong>{{title}}</strong> {{object}}</p><p class="rows-sub">{{user_name}} · <time datetime="{{at}}">{{at_whole}}</time>{{#merged}} · {{account_name}}{{/merged}}</p></div>
    </li>
    {{/audit_event}}
  </ul>
  {{/audit_event_any}}
  {{#audit_event_none}}<div class="nothing"><h2 class="nothing-title">Nothing yet</h2></div>{{/audit_event_none}}
  {{#older}}<p class="pager"><a class="btn btn-small" href="{{audit_path}}?before={{before:url_query_escape}}">Older</a></p>{{/older}}
</div>
