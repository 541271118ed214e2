{{%AUTOESCAPE context="HTML"}}
{{! admin/settings-row.tpl: one setting, to change. Fed by setting_name, setting_title, setting_says, hint, governs with governs_text, decides, inherits with own and handed_says, is_text, is_number, is_span, is_choice with their values, wrong with why, may_lock with locks }}
  <fieldset class="field" aria-describedby="{{setting_name}}-hint{{#wrong}} {{setting_name}}-fault{{/wrong}}">
    <legend>{{setting_title}}</legend>
    <p class="field-hint" id="{{setting_name}}-hint">{{hint}}{{#governs}} <span class="setting-later">{{governs_text}}</span>{{/governs}}</p>
    {{#wrong}}<p class="field-fault" id="{{setting_name}}-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{why}}</span></p>{{/wrong}}
    {{#decides_not}}
    <p class="setting-held">{{setting_says}}<span class="setting-from"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#lock"></use></svg>locked by {{parent_name}}</span></p>
    {{/decides_not}}
    {{#decides}}
    {{#conflict}}<p class="field-hint">Now: {{setting_says}}</p>{{/conflict}}
    {{#inherits}}
    <label class="form-check"><input class="form-check-input" type="radio" name="own_{{setting_name}}" value="0"{{#own_not}} checked{{/own_not}}><span class="form-check-label">{{#has_parent}}As {{parent_name}} decides{{/has_parent}}{{#has_parent_not}}Standard{{/has_parent_not}}: {{handed_says}}</span></label>
    <label class="form-check"><input class="form-check-input" type="radio" id="own_{{setting_name}}" name="own_{{setting_name}}" value="1"{{#own}} checked{{/own}}><span class="form-check-label">This account decides:</span></label>
    {{/inherits}}
    <div class="setting-value{{#inherits}} setting-inset{{/inherits}}" data-chooses="own_{{setting_name}}">
      {{#is_text}}<textarea class="form-control" id="{{setting_name}}" name="{{setting_name}}" rows="2" maxlength="1000" aria-label="{{setting_title}}"{{#wrong}} aria-invalid="true"{{/wrong}}>
{{value:pre_escape}}</textarea>{{/is_text}}
      {{#is_number}}<input class="form-control setting-short" id="{{setting_name}}" name="{{setting_name}}" type="text" inputmode="numeric" value="{{value}}" maxlength="9" autocomplete="off" aria-label="{{setting_title}}, in {{unit}}"{{#wrong}} aria-invalid="true"{{/wrong}}> <span>{{unit}}</span>{{/is_number}}
      {{#is_span}}<label for="{{setting_name}}_from">From</label><input class="form-control setting-short" id="{{setting_name}}_from" name="{{setting_name}}_from" type="time" value="{{from_value}}"{{#wrong}} aria-invalid="true"{{/wrong}}><label for="{{setting_name}}_until">to</label><input class="form-control setting-short" id="{{setting_name}}_until" name="{{setting_name}}_until" type="time" value="{{until_value}}"{{#wrong}} aria-invalid="true"{{/wrong}}>{{/is_span}}
      {{#is_choice}}<select class="form-select" id="{{setting_name}}" name="{{setting_name}}" aria-label="{{setting_title}}">
        {{#choice}}
        <option value="{{choice_word}}"{{#chosen}} selected{{/chosen}}>{{choice_says}}</option>
        {{/choice}}
      </select>{{/is_choice}}
    </div>
    {{#may_lock}}<label class="form-check"><input class="form-check-input" type="checkbox" name="lock_{{setting_name}}" value="1"{{#locks}} checked{{/locks}}><span class="form-check-label">Sub-accounts can’t decide otherwise</span></label>{{/may_lock}}
    {{/decides}}
  </fieldset>
