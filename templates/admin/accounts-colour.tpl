{{%AUTOESCAPE context="HTML"}}
{{! admin/accounts-colour.tpl: an account's colour. Fed by colour (rows): number, colour_name, chosen }}
  <fieldset class="field">
    <legend>Colour</legend>
    <p class="field-hint">Stands beside the name in lists, in the switcher and in the banner of whoever enters it.</p>
    <div class="choice-list">
      {{#colour}}
      <label class="form-check"><input class="form-check-input" type="radio" name="line" value="{{number}}"{{#chosen}} checked{{/chosen}}><span class="form-check-label"><span class="line line-md line-{{number}}">{{colour_name}}</span></span></label>
      {{/colour}}
    </div>
  </fieldset>
