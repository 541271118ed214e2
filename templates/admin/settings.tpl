{{%AUTOESCAPE context="HTML"}}
{{! admin/settings.tpl: what holds in an account. Fed by name, country, zone, writable, changed_set with changed_by, changed_at; section (rows): section_path, section_title, section_says, has_senders with has_sender, senders_other, sender_choice (rows): sender_text, chosen; setting_row (rows); done_saved }}
<div class="head">
  <div class="head-text"><h1>Settings</h1><p class="head-sub">What {{account_name}} decides{{#has_parent}}, and what {{parent_name}} has decided for it{{/has_parent}}.{{#changed_set}} Last changed <time datetime="{{changed_at}}">{{changed_at_date}} at {{changed_at_clock}}</time> by {{changed_by}}.{{/changed_set}}</p></div>
</div>
<div class="body body-narrow stack stack-lg">
  {{#done_saved}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>Saved. It holds from now on.</p></div>{{/done_saved}}
  <section class="stack stack-sm" aria-labelledby="account-title">
    <div class="flow"><h2 id="account-title">Account</h2>{{#writable}}<a class="btn btn-small push" href="{{root}}/settings/account">Change<span class="visually-hidden"> the account</span></a>{{/writable}}</div>
    <dl class="rows">
      <div class="rows-one"><dt class="rows-text">Name</dt><dd>{{name}}</dd></div>
      <div class="rows-one"><dt class="rows-text">Country</dt><dd>{{country}}</dd></div>
      <div class="rows-one"><dt class="rows-text">Time zone</dt><dd>{{zone}}</dd></div>
    </dl>
  </section>
  {{#section}}
  <section class="stack stack-sm" aria-labelledby="{{section_path}}-title">
    <div class="flow"><h2 id="{{section_path}}-title">{{section_title}}</h2>{{#writable}}<a class="btn btn-small push" href="{{root}}/settings/{{section_path}}">Change<span class="visually-hidden"> {{section_title}}</span></a>{{/writable}}</div>
    <dl class="rows">
      {{#has_senders}}
      <div class="rows-one"><dt class="rows-text">{{#senders_other}}Numbers{{/senders_other}}{{#senders_other_not}}Number{{/senders_other_not}}</dt><dd>{{#sender_choice}}<span class="setting-held">{{sender_text}}{{#senders_other}}{{#chosen}}<span class="setting-from">texts come from it</span>{{/chosen}}{{/senders_other}}</span>{{/sender_choice}}{{#has_sender_not}}none yet; your operator gives it one{{/has_sender_not}}</dd></div>
      {{/has_senders}}
      {{#setting_row}}
      <div class="rows-one"><dt class="rows-text">{{setting_title}}{{#governs}}<br><span class="rows-sub">{{governs_text}}</span>{{/governs}}</dt><dd class="setting-held">{{setting_says}}{{#source_own}}<span class="setting-from">own</span>{{/source_own}}{{#source_parent}}<span class="setting-from">as {{parent_name}}</span>{{/source_parent}}{{#source_locked}}<span class="setting-from"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#lock"></use></svg>locked by {{parent_name}}</span>{{/source_locked}}{{#locked_below}}<span class="setting-from"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#lock"></use></svg>locked for sub-accounts</span>{{/locked_below}}</dd></div>
      {{/setting_row}}
    </dl>
  </section>
  {{/section}}
</div>
