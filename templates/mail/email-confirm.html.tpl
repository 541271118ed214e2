{{%AUTOESCAPE context="HTML"}}
{{! mail/email-confirm.html.tpl: a link that proves that a new address is read }}
{{>mail_top}}
<p>Your login is to have this address: {{email}}. Confirm that you read it:</p>
<p><a href="{{confirm}}">Confirm this address</a></p>
<p>The link works once, within a day. Until then you sign in with the address you have.</p>
<p>If you did not ask for this, do nothing, and nothing changes.</p>
{{>mail_end}}
