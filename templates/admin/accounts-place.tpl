{{%AUTOESCAPE context="HTML"}}
{{! admin/accounts-place.tpl: country and time zone of an account. Fed by typed_country, country_fault, zone_choice (rows): zone_name, chosen; zone_fault }}
  <div class="field">
    <label class="form-label" for="country">Country</label>
    <p class="field-hint" id="country-hint">Two letters, such as AU or NZ. Numbers typed without a country are read as this one’s.</p>
    {{#country_fault}}<p class="field-fault" id="country-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/country_fault}}
    <input class="form-control" id="country" name="country" type="text" value="{{typed_country}}" maxlength="2" autocomplete="off" required aria-describedby="country-hint{{#country_fault}} country-fault{{/country_fault}}"{{#country_fault}} aria-invalid="true"{{/country_fault}}>
  </div>
  <div class="field">
    <label class="form-label" for="zone">Time zone</label>
    <p class="field-hint" id="zone-hint">Days and months of the account begin at midnight there.</p>
    {{#zone_fault}}<p class="field-fault" id="zone-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/zone_fault}}
    <select class="form-select" id="zone" name="zone" aria-describedby="zone-hint{{#zone_fault}} zone-fault{{/zone_fault}}">
      {{#zone_choice}}
      <option value="{{zone_name}}"{{#chosen}} selected{{/chosen}}>{{zone_name}}</option>
      {{/zone_choice}}
    </select>
  </div>
