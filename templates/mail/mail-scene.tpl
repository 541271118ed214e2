{{%AUTOESCAPE context="HTML"}}
{{! mail/mail-scene.tpl: when and from where something was done. Fed by the mail }}
<ul>
{{#at}}
<li>When: {{at}}</li>
{{/at}}
{{#device}}
<li>With: {{device}}</li>
{{/device}}
{{#address}}
<li>From the address: {{address}}</li>
{{/address}}
</ul>
