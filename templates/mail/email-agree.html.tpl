{{%AUTOESCAPE context="HTML"}}
{{! mail/email-agree.html.tpl: to the present address: the login is to have another one }}
{{>mail_top}}
<p>Somebody who is signed in as you asked for another address for your login: {{email}}. If that was you, agree here:</p>
<p><a href="{{confirm}}">Agree to the other address</a></p>
<p>Both addresses have to be confirmed within a day. Until then you sign in with this one.</p>
{{>mail_scene}}
<p>If that was not you, do not agree, and choose a new password: somebody knows yours.</p>
{{>mail_end}}
