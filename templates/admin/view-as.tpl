{{%AUTOESCAPE context="HTML"}}
{{! admin/view-as.tpl: before an account is seen as a member sees it. Fed by struct person, role_name, self, why, faults (why) }}
<div class="head">
  <div class="head-text"><p class="head-trail"><a href="{{root}}/users">People</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>{{name}}</span></p><h1>See {{account_name}} as {{name}} does</h1><p class="head-sub">{{role_name}} · {{email}}</p></div>
</div>
<div class="body body-narrow stack">
{{#self}}
  <p>That is you: you see it so already. Choose somebody else among the <a class="link" href="{{root}}/users">people of {{account_name}}</a>.</p>
{{/self}}
{{#self_not}}
  <ul class="rows">
    <li class="rows-one">For 15 minutes your pages of {{account_name}} show what {{name}} sees: the same rows, counts and refusals.</li>
    <li class="rows-one">Nothing can be changed or sent meanwhile. Your other accounts stay as they are.</li>
    <li class="rows-one">The audit log of {{account_name}} keeps that you looked, when and why.</li>
  </ul>
  <form class="stack" method="post" action="{{root}}/users/{{user_id}}/view" novalidate>
    <input type="hidden" name="token" value="{{token_users_id_view}}">
    {{#faults}}
    <div class="faults" role="alert" tabindex="-1" autofocus>
      <h2 class="faults-title">You see it with your own eyes still</h2>
      <ul>{{#fault}}<li><a href="#{{field}}">{{text}}</a></li>{{/fault}}</ul>
    </div>
    {{/faults}}
    <div class="field">
      <label class="form-label" for="why">Why you look</label>
      <p class="field-hint" id="why-hint">One line: “{{name}} misses a reply of Tuesday”.</p>
      {{#why_fault}}<p class="field-fault" id="why-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/why_fault}}
      <input class="form-control" id="why" name="why" type="text" maxlength="200" required value="{{why}}" aria-describedby="why-hint{{#why_fault}} why-fault{{/why_fault}}"{{#why_fault}} aria-invalid="true"{{/why_fault}}>
    </div>
    <p class="flow"><button class="btn btn-primary" type="submit">See it as {{name}} does</button><a class="btn btn-quiet" href="{{root}}/users">Not now</a></p>
  </form>
{{/self_not}}
</div>
