{{%AUTOESCAPE context="HTML"}}
{{! mail/email-changed.txt.tpl: to the old address: the login has another one now. Line 1 is the subject, each other line a paragraph }}
Your login has another address now
{{>plain_top}}
The address of your login was changed to {{email}}. You sign in with that one from now on; this mail is the last to the old one.
{{>plain_scene}}
If that was not you, tell an Administrator of your account today. They can remove the login from the account, or have it signed out everywhere.
{{>plain_end}}
