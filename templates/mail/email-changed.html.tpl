{{%AUTOESCAPE context="HTML"}}
{{! mail/email-changed.html.tpl: to the old address: the login has another one now }}
{{>mail_top}}
<p>The address of your login was changed to {{email}}. You sign in with that one from now on; this mail is the last to the old one.</p>
{{>mail_scene}}
<p>If that was not you, tell an Administrator of your account today. They can remove the login from the account, or have it signed out everywhere.</p>
{{>mail_end}}
