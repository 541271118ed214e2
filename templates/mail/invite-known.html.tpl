{{%AUTOESCAPE context="HTML"}}
{{! mail/invite-known.html.tpl: an invitation to somebody who has a login }}
{{>mail_top}}
{{#inviter}}
<p>{{inviter}} invites you to work with the text messages of {{organisation}}. This is what you would hold:</p>
{{/inviter}}
<ul>
{{#grant}}
<li><strong>{{account}}</strong>: {{role}}</li>
{{/grant}}
</ul>
{{#note}}
<blockquote>{{note}}</blockquote>
{{/note}}
<p><a href="{{accept}}">Look at the invitation</a></p>
<p>This address has a login already. You sign in with it, look at what is offered, and decide.</p>
{{#until}}
<p>It works once, until {{until}}.</p>
{{/until}}
<p>If you did not expect this, do nothing. Nobody learns that you have read it.</p>
{{>mail_end}}
