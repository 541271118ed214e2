{{%AUTOESCAPE context="HTML"}}
{{! admin/settings-clash.tpl: somebody else saved meanwhile. Fed by conflict, changed_set, changed_by, changed_at }}
{{#conflict}}
<div class="flash tone-warn" role="alert"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-triangle"></use></svg>
  <div class="flash-text">
    <p><strong>Not saved: these settings were changed while you had them open.</strong></p>
    <p>{{#changed_set}}{{changed_by}} changed them <time datetime="{{changed_at}}">{{changed_at_date}} at {{changed_at_clock}}</time>. {{/changed_set}}What you typed is kept below, and what holds now stands beside it. Save again if yours should hold.</p>
  </div>
</div>
{{/conflict}}
