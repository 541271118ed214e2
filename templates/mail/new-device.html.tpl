{{%AUTOESCAPE context="HTML"}}
{{! mail/new-device.html.tpl: somebody signed in from a browser not seen before }}
{{>mail_top}}
<p>Your login was used in a browser that it had not been used in before. If that was you, there is nothing to do.</p>
{{>mail_scene}}
<p>If it was not you, end that session and choose a new password:</p>
<p><a href="{{sessions}}">Where you are signed in</a></p>
{{>mail_end}}
