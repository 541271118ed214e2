{{%AUTOESCAPE context="HTML"}}
{{! mail/email-agree.txt.tpl: to the present address: the login is to have another one. Line 1 is the subject, each other line a paragraph }}
Agree to another address for your login
{{>plain_top}}
Somebody who is signed in as you asked for another address for your login: {{email}}. If that was you, agree here:
{{confirm}}
Both addresses have to be confirmed within a day. Until then you sign in with this one.
{{>plain_scene}}
If that was not you, do not agree, and choose a new password: somebody knows yours.
{{>plain_end}}
