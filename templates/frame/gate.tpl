{{%AUTOESCAPE context="HTML"}}
{{! frame/gate.tpl: the page of somebody who is not signed in. Frame names; BODY is the page itself }}
<!DOCTYPE html>
<html lang="{{lang}}">
<head>
{{>head}}
</head>
<body>
<div class="wait" aria-hidden="true"></div>
<div class="gate">
<main class="gate-form" id="main">
<a class="brand gate-brand" href="/"><svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true"><use href="{{asset}}/mark.svg#mark"></use></svg>Branchline</a>
{{>BODY}}
</main>
<aside class="gate-art" aria-label="About Branchline">
  <svg class="gate-map" viewBox="0 0 720 900" preserveAspectRatio="xMidYMin slice" aria-hidden="true">
    <path class="gate-rail gate-2" d="M110 160 C110 216 150 230 230 230 H760"/>
    <path class="gate-rail gate-3" d="M110 260 C110 316 150 330 230 330 H760"/>
    <path class="gate-rail gate-4" d="M110 360 C110 416 150 430 230 430 H760"/>
    <path class="gate-rail gate-5" d="M110 460 C110 516 150 530 230 530 H760"/>
    <path class="gate-rail gate-1" d="M110 -20 V 462"/>
    <circle class="gate-stop gate-1" cx="110" cy="100" r="14"/>
    <circle class="gate-stop gate-2" cx="270" cy="230" r="10"/>
    <circle class="gate-stop gate-3" cx="270" cy="330" r="10"/>
    <circle class="gate-stop gate-4" cx="270" cy="430" r="10"/>
    <circle class="gate-stop gate-5" cx="270" cy="530" r="10"/>
    <text class="gate-word" x="142" y="98">Your organisation</text><text class="gate-dim" x="142" y="119">sees every line</text>
    <text class="gate-word" x="262" y="208">Marketing</text>
    <text class="gate-word" x="262" y="308">Sales</text>
    <text class="gate-word" x="262" y="408">Finance</text>
    <text class="gate-word" x="262" y="508">Rostering</text>
  </svg>
  <p class="gate-words">One organisation, many lines.<small>Each team writes from its own account, with its own inbox and its own people. Nobody reads across, except those who should.</small></p>
</aside>
</div>
</body>
</html>
