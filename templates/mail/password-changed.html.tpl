{{%AUTOESCAPE context="HTML"}}
{{! mail/password-changed.html.tpl: the password is another one }}
{{>mail_top}}
<p>The password of your login was changed. Everybody who was signed in as you elsewhere has been signed out, and no other browser counts as known.</p>
{{>mail_scene}}
{{#reset}}
<p>If that was not you, choose a new password at once, and tell an Administrator of your account: {{reset}}</p>
{{/reset}}
{{>mail_end}}
