{{%AUTOESCAPE context="HTML"}}
{{! login/profile.tpl: what one sets for oneself. Fed by typed (the name), zone_choice (rows): zone_name, chosen; language_choice (rows): tag, language_name, chosen; replies, failures; faults }}
<div class="head">
  <div class="head-text"><p class="head-trail"><a href="/me">You</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>Details</span></p><h1>Your details</h1><p class="head-sub">They hold in every account you are in.</p></div>
</div>
<div class="body body-narrow">
<form class="stack stack-lg" method="post" action="/me/profile" novalidate>
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
  <input type="hidden" name="token" value="{{token_me_profile}}">
  <div class="field">
    <label class="form-label" for="name">Name</label>
    <p class="field-hint" id="name-hint">Colleagues see it beside what you write.</p>
    {{#name_fault}}<p class="field-fault" id="name-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/name_fault}}
    <input class="form-control" id="name" name="name" type="text" autocomplete="name" value="{{typed}}" maxlength="120" required aria-describedby="name-hint{{#name_fault}} name-fault{{/name_fault}}"{{#name_fault}} aria-invalid="true"{{/name_fault}}>
  </div>
  <div class="field">
    <label class="form-label" for="zone">Time zone</label>
    <p class="field-hint" id="zone-hint">Every time you are shown is of this place.</p>
    {{#zone_fault}}<p class="field-fault" id="zone-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/zone_fault}}
    <select class="form-select" id="zone" name="zone" aria-describedby="zone-hint{{#zone_fault}} zone-fault{{/zone_fault}}"{{#zone_fault}} aria-invalid="true"{{/zone_fault}}>
      {{#zone_choice}}
      <option value="{{zone_name}}"{{#chosen}} selected{{/chosen}}>{{zone_name}}</option>
      {{/zone_choice}}
    </select>
  </div>
  <div class="field">
    <label class="form-label" for="language">Language and region</label>
    <p class="field-hint" id="language-hint">Pages are written in English of Australia for now. The region will decide how dates and numbers are written.</p>
    {{#language_fault}}<p class="field-fault" id="language-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/language_fault}}
    <select class="form-select" id="language" name="language" aria-describedby="language-hint{{#language_fault}} language-fault{{/language_fault}}"{{#language_fault}} aria-invalid="true"{{/language_fault}}>
      {{#language_choice}}
      <option value="{{tag}}"{{#chosen}} selected{{/chosen}}>{{language_name}}</option>
      {{/language_choice}}
    </select>
  </div>
  <fieldset class="field">
    <legend>E-mail to you</legend>
    <p class="field-hint" id="notify-hint">Kept now, and obeyed once mail of this kind is sent. Mail about changes to your login always comes.</p>
    <label class="form-check"><input class="form-check-input" type="checkbox" name="notify_replies" value="1" aria-describedby="notify-hint"{{#replies}} checked{{/replies}}><span class="form-check-label">When somebody answers a message you sent</span></label>
    <label class="form-check"><input class="form-check-input" type="checkbox" name="notify_failures" value="1" aria-describedby="notify-hint"{{#failures}} checked{{/failures}}><span class="form-check-label">When a message you sent did not arrive</span></label>
  </fieldset>
  <p class="flow"><button class="btn btn-primary" type="submit">Save</button><a class="btn" href="/me">Leave it as it was</a></p>
</form>
</div>
