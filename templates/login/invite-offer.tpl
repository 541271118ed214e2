{{%AUTOESCAPE context="HTML"}}
{{! login/invite-offer.tpl: who invites whom to what, on all four pages of an invitation. Fed by organisation, email, invited_by with inviter, noted with note, grant (rows): account_name, line, role_name, raised and kept with held_name }}
  <p class="soft">{{#invited_by}}{{inviter}} of <strong>{{organisation}}</strong> invites <strong>{{email}}</strong>.{{/invited_by}}{{#invited_by_not}}<strong>{{email}}</strong> is invited to <strong>{{organisation}}</strong>.{{/invited_by_not}}</p>
  {{#noted}}<p>“{{note}}”</p>{{/noted}}
  <p class="soft">It gives:</p>
  <ul class="grant-list">
    {{#grant}}
    <li class="grant"><span class="line line-md line-{{line}}">{{account_name}}</span><span class="grant-role">{{#raised}}{{held_name}} now, then {{/raised}}{{#kept}}{{held_name}} already, stays so{{/kept}}{{#kept_not}}{{role_name}}{{/kept_not}}</span></li>
    {{/grant}}
  </ul>
