{{%AUTOESCAPE context="HTML"}}
{{! frame/forged.tpl: 403, the form was not one of ours, or of another session. Frame names only }}
<div class="refuse">
  <span class="refuse-mark"><svg class="icon icon-lg" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#refresh"></use></svg></span>
  <div class="stack stack-sm">
    <h1>This form is out of date</h1>
    <p class="refuse-lead">It was opened before you signed in last, or it came from another place. Nothing was changed. Open the page again and send it from there.</p>
  </div>
  <p class="flow">{{#in_account}}<a class="btn btn-primary" href="{{inbox_path}}">Back to the inbox</a>{{/in_account}}{{#no_account}}<a class="btn btn-primary" href="/">Back to the beginning</a>{{/no_account}}</p>
</div>
