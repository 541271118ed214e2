{{%AUTOESCAPE context="HTML"}}
{{! admin/settings-account.tpl: what an account is called, and where it is. Fed by on_parent, writable, version, name, country, zone (stored), typed_name, zone_choice (rows), colour (rows), typed_country, faults, conflict (see settings-clash.tpl) }}
<div class="head">
  <div class="head-text"><p class="head-trail"><a href="{{root}}/settings">Settings</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>Account</span></p><h1>Account</h1><p class="head-sub">Name, country and time zone of {{account_name}}.</p></div>
</div>
<form class="body body-narrow stack" method="post" action="{{root}}/settings/account" novalidate>
  <input type="hidden" name="token" value="{{token_settings_account}}">
  <input type="hidden" name="version" value="{{version}}">
{{>settings_clash}}
{{#conflict}}<p class="field-hint">Now: {{name}}, {{country}}, {{zone}}.</p>{{/conflict}}
{{#faults}}
<div class="faults" role="alert" tabindex="-1" autofocus>
  <h2 class="faults-title">Nothing is saved yet</h2>
  <ul>
    {{#fault}}
    <li><a href="#{{field}}">{{text}}</a></li>
    {{/fault}}
  </ul>
</div>
{{/faults}}
  {{#on_parent}}
  <div class="field">
    <label class="form-label" for="name">Name</label>
    {{#name_fault}}<p class="field-fault" id="name-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/name_fault}}
    <input class="form-control" id="name" name="name" type="text" value="{{typed_name}}" maxlength="120" autocomplete="off" required{{#name_fault}} aria-invalid="true" aria-describedby="name-fault"{{/name_fault}}>
  </div>
  {{/on_parent}}
  {{#on_parent_not}}
  <p class="soft">Its name, {{name}}, and its colour are given by Administrators of {{parent_name}}.</p>
  {{/on_parent_not}}
{{>accounts_place}}
  {{#on_parent}}
{{>accounts_colour}}
  {{/on_parent}}
  {{#writable}}<p class="flow"><button class="btn btn-primary" type="submit">Save</button><a class="btn btn-quiet" href="{{root}}/settings">Cancel</a></p>{{/writable}}
</form>
