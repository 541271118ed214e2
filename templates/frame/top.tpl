{{%AUTOESCAPE context="HTML"}}
{{! frame/top.tpl: the bar at the top of a phone. Frame names only }}
<nav class="shell-top" aria-label="Account and menu">
  {{#in_account}}
  <a class="switcher-now" href="#side">
      <span class="switcher-disc {{account_line}}">{{#merged}}<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#stack-2"></use></svg>{{/merged}}{{#merged_not}}<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#git-branch"></use></svg>{{/merged_not}}</span>
      <span class="switcher-text"><span class="visually-hidden">Account: </span><span class="switcher-name">{{account_name}}</span><span class="switcher-sub">{{account_under}}</span></span>
      <svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#selector"></use></svg>
  </a>
  <a class="btn btn-quiet btn-icon" href="#side"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#search"></use></svg><span class="visually-hidden">Search</span></a>
  {{/in_account}}
  {{#no_account}}
  <a class="brand" href="/accounts"><svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true"><use href="{{asset}}/mark.svg#mark"></use></svg>Branchline</a>
  {{/no_account}}
</nav>
