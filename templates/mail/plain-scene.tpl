{{%AUTOESCAPE context="HTML"}}
{{! mail/plain-scene.tpl: when and from where something was done. Fed by the mail }}
{{#at}}
- When: {{at}}
{{/at}}
{{#device}}
- With: {{device}}
{{/device}}
{{#address}}
- From the address: {{address}}
{{/address}}
