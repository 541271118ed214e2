{{%AUTOESCAPE context="HTML"}}
{{! mail/plain-end.tpl: the end of every plain mail. Fed by the mail }}
Sent by Branchline at {{site}}. Nobody reads answers to this address.
