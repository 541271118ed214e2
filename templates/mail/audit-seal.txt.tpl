{{%AUTOESCAPE context="HTML"}}
{{! mail/audit-seal.txt.tpl: to whom the configuration names: the newest ends of the audit log, signed. Line 1 is the subject, each other line a paragraph }}
Seals of the audit log at {{site}}
{{>plain_top}}
The audit log has grown, and these are its newest ends, signed. Keep this mail where nobody can reach it who looks after {{site}}.
To prove that nothing before them was changed since: save this text as a file, and there ask for branchline audit verify --seals FILE.
{{#seal}}
{{seal}}
{{/seal}}
{{>plain_end}}
