{{%AUTOESCAPE context="HTML"}}
{{! frame/head.tpl: what stands in every <head>. Frame names only }}
<meta charset="utf-8">
<title>{{title}} – Branchline</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="htmx-config" content='{"includeIndicatorStyles": false, "allowEval": false, "allowScriptTags": false, "selfRequestsOnly": true, "historyEnabled": false, "historyCacheSize": 0, "timeout": 15000}'>
<link rel="icon" href="{{asset}}/mark.svg" type="image/svg+xml">
<link rel="preload" href="{{asset}}/inter-latin.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="{{asset}}/branchline.css">
<script src="{{asset}}/htmx.min.js" defer></script>
<script src="{{asset}}/branchline.js" type="module"></script>
