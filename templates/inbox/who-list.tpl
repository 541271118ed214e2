{{%AUTOESCAPE context="HTML"}}
{{! inbox/who-list.tpl: who can see a conversation, by name. Fed by witness (rows): name, role_name, only_own, elsewhere, self; overseer (rows): name; above_unnamed, more, blind with blind_one and blind_count }}
<ul class="who">
  {{#overseer}}<li><p>{{name}}</p><p class="tiny faint">Administrator of {{parent_name}}: the whole conversation</p></li>{{/overseer}}
  {{#witness}}<li class="who-one"><p>{{name}}{{#self}} (you){{/self}}</p><p class="tiny faint">{{role_name}}: {{#only_own}}only what they wrote and the replies to it{{/only_own}}{{#only_own_not}}the whole conversation{{#elsewhere}}, by a role in {{parent_name}}{{/elsewhere}}{{/only_own_not}}</p></li>{{/witness}}
</ul>
{{#more}}<p class="soft">These are the first of them; <a href="{{root}}/users">the page of people</a> has all.</p>{{/more}}
{{#above_unnamed}}<p class="soft">And the Administrators of {{parent_name}}, the parent account: the whole conversation.</p>{{/above_unnamed}}
{{#blind}}<p class="soft">{{#blind_one}}One Basic user sees{{/blind_one}}{{#blind_one_not}}{{blind_count}} Basic users see{{/blind_one_not}} nothing of it.</p>{{/blind}}
