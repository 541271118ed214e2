{{%AUTOESCAPE context="HTML"}}
{{! mail/mail-top.tpl: the beginning of every HTML mail. No style, no picture, nothing from elsewhere: light or dark is the reader's. Fed by the mail }}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{{subject}}</title>
</head>
<body>
<main>
<h1>{{subject}}</h1>
<p>Hello{{#to_name}} {{to_name}}{{/to_name}},</p>
