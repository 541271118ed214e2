{{%AUTOESCAPE context="HTML"}}
{{! mail/invite.txt.tpl: an invitation to somebody who may have no login yet. Line 1 is the subject, each other line a paragraph }}
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
Opening the link decides nothing. You choose a name and a password there, and then you are in.
{{#until}}
It works once, until {{until}}.
{{/until}}
If you did not expect this, do nothing. Nobody learns that you have read it.
{{>plain_end}}
