{{%AUTOESCAPE context="HTML"}}
{{! mail/recovery-used.txt.tpl: a recovery code was used up. Line 1 is the subject, each other line a paragraph }}
A recovery code was used
{{>plain_top}}
Somebody signed in as you with a recovery code in place of a code from your phone. It does not work again.
{{#left}}
Unused codes: {{left}}.
{{/left}}
{{>plain_scene}}
If that was not you, choose a new password and new recovery codes here:
{{security}}
{{>plain_end}}
