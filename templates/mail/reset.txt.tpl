{{%AUTOESCAPE context="HTML"}}
{{! mail/reset.txt.tpl: a link to choose a new password. Line 1 is the subject, each other line a paragraph }}
Choose a new password
{{>plain_top}}
Somebody asked for a new password for your login. If that was you, choose one here:
{{reset}}
The link works once, for 30 minutes. Your password stays as it is until you have chosen another; then everybody who is signed in as you is signed out.
{{>plain_scene}}
If it was not you, do nothing. Whoever asked has learnt nothing, not even whether this address has a login.
{{>plain_end}}
