{{%AUTOESCAPE context="HTML"}}
{{! mail/totp-changed.html.tpl: the second step of signing in is on, off or another one }}
{{>mail_top}}
{{#on}}
<p>Your login now asks for a code from your phone after the password.</p>
{{/on}}
{{#off}}
<p>Your login no longer asks for a code from your phone. The password alone opens it, if it has 15 characters or more; with a shorter one, ask for a new one on the page where you sign in.</p>
{{/off}}
{{#codes}}
<p>Your login has new recovery codes. The old ones no longer work.</p>
{{/codes}}
{{>mail_scene}}
<p>If that was not you, choose a new password and look at this page:</p>
<p><a href="{{security}}">Security of your login</a></p>
{{>mail_end}}
