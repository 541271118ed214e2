{{%AUTOESCAPE context="HTML"}}
{{! mail/recovery-used.html.tpl: a recovery code was used up }}
{{>mail_top}}
<p>Somebody signed in as you with a recovery code in place of a code from your phone. It does not work again.</p>
{{#left}}
<p>Unused codes: {{left}}.</p>
{{/left}}
{{>mail_scene}}
<p>If that was not you, choose a new password and new recovery codes here:</p>
<p><a href="{{security}}">Security of your login</a></p>
{{>mail_end}}
