{{%AUTOESCAPE context="HTML"}}
{{! mail/invite.html.tpl: an invitation to somebody who may have no login yet }}
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
<p>Opening the link decides nothing. You choose a name and a password there, and then you are in.</p>
{{#until}}
<p>It works once, until {{until}}.</p>
{{/until}}
<p>If you did not expect this, do nothing. Nobody learns that you have read it.</p>
{{>mail_end}}
