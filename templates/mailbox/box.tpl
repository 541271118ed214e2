{{%AUTOESCAPE context="HTML"}}
{{! mailbox/box.tpl: the mails of a local run. Fed by kept (rows): kept_id, to, subject, came_at; more, sent }}
<div class="gate-box gate-wide">
  <div class="stack stack-sm">
    <h1>Mailbox</h1>
    <p class="soft">Every mail that this local run would send. Nothing leaves this machine, and an installation has no such page.</p>
  </div>
  {{#sent}}<p>Mails are sent to the relay of the configuration, so none is kept here.</p>{{/sent}}
  {{#kept_none}}<div class="nothing"><p>No mails yet. Invite somebody, and the invitation comes here.</p></div>{{/kept_none}}
  {{#kept_any}}<ul class="rows">{{/kept_any}}
    {{#kept}}
    <li class="rows-one"><div class="rows-text"><p><a href="/mailbox/{{kept_id}}">{{subject}}</a></p><p class="rows-sub">To {{to}} · <time datetime="{{came_at}}">{{came_at_text}}</time></p></div></li>
    {{/kept}}
  {{#kept_any}}</ul>{{/kept_any}}
  {{#more}}<p class="soft">Older ones lie in the folder mail of the run.</p>{{/more}}
  <p><a href="/">Back to Branchline</a></p>
</div>
