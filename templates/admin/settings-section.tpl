{{%AUTOESCAPE context="HTML"}}
{{! admin/settings-section.tpl: one section of the settings, to change. Fed by section_path, section_title, section_says, at_PATH (which form it is), version, writable, conflict (see settings-clash.tpl), faults; sender_rows with sender_oldest, sender_choice (rows); setting_row (rows): see settings-row.tpl }}
<div class="head">
  <div class="head-text"><p class="head-trail"><a href="{{root}}/settings">Settings</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>{{section_title}}</span></p><h1>{{section_title}}</h1><p class="head-sub">{{section_says}}</p></div>
</div>
<form class="body body-narrow stack stack-lg" method="post" action="{{root}}/settings/{{section_path}}" novalidate>
  {{#at_sending}}<input type="hidden" name="token" value="{{token_settings_sending}}">{{/at_sending}}
  {{#at_limits}}<input type="hidden" name="token" value="{{token_settings_limits}}">{{/at_limits}}
  {{#at_replies}}<input type="hidden" name="token" value="{{token_settings_replies}}">{{/at_replies}}
  {{#at_keeping}}<input type="hidden" name="token" value="{{token_settings_keeping}}">{{/at_keeping}}
  {{#at_sign_in}}<input type="hidden" name="token" value="{{token_settings_sign_in}}">{{/at_sign_in}}
  <input type="hidden" name="version" value="{{version}}">
{{>settings_clash}}
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
  {{#sender_rows}}
  <div class="field">
    <label class="form-label" for="sender">Number</label>
    <p class="field-hint" id="sender-hint">What people write leaves from it. Answers come to all numbers of the account.</p>
    <select class="form-select" id="sender" name="sender" aria-describedby="sender-hint">
      <option value="0"{{#sender_oldest}} selected{{/sender_oldest}}>The oldest</option>
      {{#sender_choice}}
      <option value="{{sender_number}}"{{#chosen}} selected{{/chosen}}>{{sender_text}}</option>
      {{/sender_choice}}
    </select>
  </div>
  {{/sender_rows}}
  {{#setting_row}}
{{>settings_row}}
  {{/setting_row}}
  {{#writable}}<p class="flow"><button class="btn btn-primary" type="submit">Save</button><a class="btn btn-quiet" href="{{root}}/settings">Cancel</a></p>{{/writable}}
</form>
