{{%AUTOESCAPE context="HTML"}}
{{! admin/audit.tpl: what was done in an account. Fed by q, who, kind, from, to, account; kind_choice, account_choice (rows): value, name, chosen; narrowed, narrowed_words; backwards (the first day is after the last); audit_event (rows) with title, new_day, changed, gained, lost, placed; paged; older with before; zone; too_many, export_most }}
<div class="head">
  <div class="head-text"><h1>Audit log</h1><p class="head-sub">{{#merged}}What was done in each of your accounts, by whom and from where.{{/merged}}{{#merged_not}}What was done in {{account_name}}, by whom and from where.{{/merged_not}} Nobody can change what is written here. Times are shown for {{zone}}.</p></div>
  {{#audit_event_any}}
  {{#merged}}<form class="head-acts" method="post" action="{{root}}/audit/export-all"><input type="hidden" name="token" value="{{token_audit_export_all}}">{{>audit_fields}}</form>{{/merged}}
  {{#merged_not}}<form class="head-acts" method="post" action="{{audit_path}}/export"><input type="hidden" name="token" value="{{token_audit_export}}">{{>audit_fields}}</form>{{/merged_not}}
  {{/audit_event_any}}
</div>
<div class="body stack">
  {{#too_many}}<div class="flash tone-bad" role="alert"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><p>Nothing was exported: more than {{export_most}} rows match. Choose fewer days, and export one part after the other.</p></div>{{/too_many}}
  <form class="audit-find" role="search" aria-label="Audit log" method="get" action="{{audit_path}}">
    <div class="field audit-wide"><label class="form-label" for="q">What</label><input class="form-control" id="q" name="q" type="search" value="{{q}}" maxlength="100" autocomplete="off" placeholder="Name, address, value"></div>
    <div class="field"><label class="form-label" for="who">Who</label><input class="form-control" id="who" name="who" type="search" value="{{who}}" maxlength="100" autocomplete="off" placeholder="Anybody"></div>
    <div class="field"><label class="form-label" for="kind">Action</label><select class="form-select" id="kind" name="kind"><option value="">Everything</option>{{#kind_choice}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{name}}</option>{{/kind_choice}}</select></div>
    {{#merged}}<div class="field"><label class="form-label" for="account">Account</label><select class="form-select" id="account" name="account"><option value="">All accounts</option>{{#account_choice}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{name}}</option>{{/account_choice}}</select></div>{{/merged}}
    <div class="field"><label class="form-label" for="from">From</label>{{#backwards}}<p class="field-fault" id="from-fault" role="alert"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>The first day is after the last.</span></p>{{/backwards}}<input class="form-control" id="from" name="from" type="date" value="{{from}}" min="1970-01-01" max="2199-12-31"{{#backwards}} aria-invalid="true" aria-describedby="from-fault" autofocus{{/backwards}}></div>
    <div class="field"><label class="form-label" for="to">To</label><input class="form-control" id="to" name="to" type="date" value="{{to}}" min="1970-01-01" max="2199-12-31"></div>
    <button class="btn" type="submit"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#filter"></use></svg>Show</button>
  </form>
  {{#narrowed}}<p class="flow"><a class="pill" href="{{audit_path}}"><span class="pill-text">{{narrowed_words}}</span><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#x"></use></svg><span class="visually-hidden">Show everything again</span></a></p>{{/narrowed}}
  {{#paged}}<p class="pager"><a class="btn btn-small" href="{{audit_path}}?q={{q:url_query_escape}}&amp;who={{who:url_query_escape}}&amp;kind={{kind:url_query_escape}}&amp;from={{from:url_query_escape}}&amp;to={{to:url_query_escape}}&amp;account={{account:url_query_escape}}"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#arrow-up"></use></svg>Back to the newest</a></p>{{/paged}}
  {{#audit_event_any}}
  <ol class="audit">
    {{#audit_event}}
    <li>
      {{#new_day}}<h2 class="audit-day">{{at_day}}</h2>{{/new_day}}
      <div class="audit-one">
        <time class="audit-time" datetime="{{at}}">{{at_clock}}</time>
        <div class="audit-what">
          <p><strong>{{title}}</strong></p>
          <p>{{object}}</p>
          {{#changed}}<p class="audit-change"><span class="visually-hidden">Before: </span><span class="audit-was">{{was}}</span><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#arrow-right"></use></svg><span class="visually-hidden">, after: </span><span>{{became}}</span></p>{{/changed}}
          {{#gained}}<p class="audit-change"><span class="visually-hidden">After: </span><span>{{became}}</span></p>{{/gained}}
          {{#lost}}<p class="audit-change"><span class="visually-hidden">Before: </span><span class="audit-was">{{was}}</span></p>{{/lost}}
        </div>
        <div class="audit-who"><p>{{user_name}}</p><p class="tiny faint">{{#placed}}from <span class="num">{{address}}</span>{{/placed}}{{#placed_not}}on the server{{/placed_not}}</p></div>
        {{#merged}}<p class="audit-where"><a class="line line-{{account_line}}" href="/{{account_id}}/audit">{{account_name}}</a></p>{{/merged}}
      </div>
    </li>
    {{/audit_event}}
  </ol>
  {{/audit_event_any}}
  {{#audit_event_none}}{{#backwards_not}}
  <div class="nothing">
    {{#narrowed}}<h2 class="nothing-title">Nothing like that</h2><p>Nothing in the log matches {{narrowed_words}}.</p><a class="btn" href="{{audit_path}}">Show everything again</a>{{/narrowed}}
    {{#narrowed_not}}<svg class="nothing-art" viewBox="0 0 144 96" aria-hidden="true"><use href="{{asset}}/art.svg#platform"></use></svg><h2 class="nothing-title">Nothing was done yet</h2><p>When somebody signs in, invites a colleague, changes a role or a setting, it is written here: who it was, from where, and how it was before.</p>{{/narrowed_not}}
  </div>
  {{/backwards_not}}{{/audit_event_none}}
  {{#older}}<p class="pager"><a class="btn btn-small" href="{{audit_path}}?q={{q:url_query_escape}}&amp;who={{who:url_query_escape}}&amp;kind={{kind:url_query_escape}}&amp;from={{from:url_query_escape}}&amp;to={{to:url_query_escape}}&amp;account={{account:url_query_escape}}&amp;before={{before:url_query_escape}}">Older<svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#arrow-down"></use></svg></a></p>{{/older}}
</div>
