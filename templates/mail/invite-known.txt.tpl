{{%AUTOESCAPE context="HTML"}}
{{! mail/invite-known.txt.tpl: an invitation to somebody who has a login. Line 1 is the subject, each other line a paragraph }}
You are invited to {{organisation}}
{{>plain_top}}
{{#inviter}}
{{inviter}} invites you to work with the text messages of {{organisation}}. This is what you would hold:
{{/inviter}}
{{#grant}}
- {{account}}: {{role}}
{{/grant}}
{{#note}}
> {{note}}
{{/note}}
Look at the invitation:
{{accept}}
This address has a login already. You sign in with it, look at what is offered, and decide.
{{#until}}
It works once, until {{until}}.
{{/until}}
If you did not expect this, do nothing. Nobody learns that you have read it.
{{>plain_end}}
