{{%AUTOESCAPE context="HTML"}}
{{! mail/email-confirm.txt.tpl: a link that proves that a new address is read. Line 1 is the subject, each other line a paragraph }}
Confirm your new address
{{>plain_top}}
Your login is to have this address: {{email}}. Confirm that you read it:
{{confirm}}
The link works once, within a day. Until then you sign in with the address you have.
If you did not ask for this, do nothing, and nothing changes.
{{>plain_end}}
