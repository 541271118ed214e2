{{%AUTOESCAPE context="HTML"}}
{{! mail/reset.html.tpl: a link to choose a new password }}
{{>mail_top}}
<p>Somebody asked for a new password for your login. If that was you, choose one here:</p>
<p><a href="{{reset}}">Choose a new password</a></p>
<p>The link works once, for 30 minutes. Your password stays as it is until you have chosen another; then everybody who is signed in as you is signed out.</p>
{{>mail_scene}}
<p>If it was not you, do nothing. Whoever asked has learnt nothing, not even whether this address has a login.</p>
{{>mail_end}}
