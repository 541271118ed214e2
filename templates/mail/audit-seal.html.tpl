{{%AUTOESCAPE context="HTML"}}
{{! mail/audit-seal.html.tpl: to whom the configuration names: the newest ends of the audit log, signed }}
{{>mail_top}}
<p>The audit log has grown, and these are its newest ends, signed. Keep this mail where nobody can reach it who looks after {{site}}.</p>
<p>To prove that nothing before them was changed since: save this text as a file, and there ask for <code>branchline audit verify --seals FILE</code>.</p>
{{#seal}}
<p><code>{{seal}}</code></p>
{{/seal}}
{{>mail_end}}
