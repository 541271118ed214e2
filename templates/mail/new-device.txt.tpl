{{%AUTOESCAPE context="HTML"}}
{{! mail/new-device.txt.tpl: somebody signed in from a browser not seen before. Line 1 is the subject, each other line a paragraph }}
Somebody signed in as you with a new browser
{{>plain_top}}
Your login was used in a browser that it had not been used in before. If that was you, there is nothing to do.
{{>plain_scene}}
If it was not you, end that session and choose a new password:
{{sessions}}
{{>plain_end}}
