{{%AUTOESCAPE context="HTML"}}
{{! mail/password-changed.txt.tpl: the password is another one. Line 1 is the subject, each other line a paragraph }}
Your password was changed
{{>plain_top}}
The password of your login was changed. Everybody who was signed in as you elsewhere has been signed out, and no other browser counts as known.
{{>plain_scene}}
{{#reset}}
If that was not you, choose a new password at once, and tell an Administrator of your account: {{reset}}
{{/reset}}
{{>plain_end}}
