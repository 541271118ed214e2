{{%AUTOESCAPE context="HTML"}}
{{! admin/accounts-new.tpl: a new sub-account. Fed by prepaid, typed_name, typed_country, zone_choice (rows), colour (rows), faults (name, country, zone) }}
<div class="head">
  <div class="head-text"><p class="head-trail"><a href="{{root}}/accounts">Accounts</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>New</span></p><h1>New sub-account</h1><p class="head-sub">It stands below {{parent_name}}, with its own inbox, people and settings. You can enter it at once.</p></div>
</div>
<form class="body body-narrow stack" method="post" action="{{root}}/accounts" novalidate>
  <input type="hidden" name="token" value="{{token_accounts}}">
{{#faults}}
<div class="faults" role="alert" tabindex="-1" autofocus>
  <h2 class="faults-title">It is not opened yet</h2>
  <ul>
    {{#fault}}
    <li><a href="#{{field}}">{{text}}</a></li>
    {{/fault}}
  </ul>
</div>
{{/faults}}
  <div class="field">
    <label class="form-label" for="name">Name</label>
    <p class="field-hint" id="name-hint">What its people know it by: Marketing, Rostering, the shop in Newcastle.</p>
    {{#name_fault}}<p class="field-fault" id="name-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/name_fault}}
    <input class="form-control" id="name" name="name" type="text" value="{{typed_name}}" maxlength="120" autocomplete="off" required aria-describedby="name-hint{{#name_fault}} name-fault{{/name_fault}}"{{#name_fault}} aria-invalid="true"{{/name_fault}}>
  </div>
{{>accounts_place}}
{{>accounts_colour}}
  <p class="flow"><button class="btn btn-primary" type="submit">Open the account</button><a class="btn btn-quiet" href="{{root}}/accounts">Cancel</a></p>
</form>
