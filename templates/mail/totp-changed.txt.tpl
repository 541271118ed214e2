{{%AUTOESCAPE context="HTML"}}
{{! mail/totp-changed.txt.tpl: the second step of signing in is on, off or another one. Line 1 is the subject, each other line a paragraph }}
Signing in with a code was changed
{{>plain_top}}
{{#on}}
Your login now asks for a code from your phone after the password.
{{/on}}
{{#off}}
Your login no longer asks for a code from your phone. The password alone opens it, if it has 15 characters or more; with a shorter one, ask for a new one on the page where you sign in.
{{/off}}
{{#codes}}
Your login has new recovery codes. The old ones no longer work.
{{/codes}}
{{>plain_scene}}
If that was not you, choose a new password and look at this page:
{{security}}
{{>plain_end}}
