{{%AUTOESCAPE context="HTML"}}
{{! login/recovery-codes.tpl: codes for paper, shown this once. Fed by email, first, recovery_text (rows): recovery_code }}
<div class="gate-box gate-wide">
  <div class="stack stack-sm">
    <h1>Your recovery codes</h1>
    <p class="soft">{{#first}}Two-step sign-in is on for <strong>{{email}}</strong>. {{/first}}{{#first_not}}The codes you had for <strong>{{email}}</strong> don’t work any more. {{/first_not}}Each of these signs you in once without your phone. They are shown now and never again: print them or copy them to a safe place.</p>
  </div>
  <ul class="codes">
    {{#recovery_text}}
    <li class="mono">{{recovery_code}}</li>
    {{/recovery_text}}
  </ul>
  <a class="btn btn-primary btn-wide codes-go" href="{{#first}}/{{/first}}{{#first_not}}/me/two-step{{/first_not}}">I have kept them</a>
</div>
