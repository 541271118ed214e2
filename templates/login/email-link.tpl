{{%AUTOESCAPE context="HTML"}}
{{! login/email-link.tpl: one of the two addresses is confirmed here. Fed by old_email, email, at_new }}
<form class="gate-box" method="post" action="/email">
  <div class="stack stack-sm">
    <h1>{{#at_new}}Confirm your new address{{/at_new}}{{#at_new_not}}Agree to another address{{/at_new_not}}</h1>
    <p class="soft">A login is to have another e-mail address. Both addresses have to agree.</p>
  </div>
  <dl class="pairs">
    <dt>From</dt><dd>{{old_email}}</dd>
    <dt>To</dt><dd>{{email}}</dd>
  </dl>
  <input type="hidden" name="token" value="{{token_email}}">
  <button class="btn btn-primary btn-wide" type="submit">{{#at_new}}Confirm{{/at_new}}{{#at_new_not}}Agree{{/at_new_not}}</button>
  <p class="small soft">If you did not ask for this, close the page; nothing changes.{{#at_new_not}} Change your password then, since somebody knows it.{{/at_new_not}}</p>
</form>
