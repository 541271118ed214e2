{{%AUTOESCAPE context="HTML"}}
{{! mail/plain-top.tpl: the beginning of every plain mail, behind its subject. Fed by the mail }}
Hello{{#to_name}} {{to_name}}{{/to_name}},
