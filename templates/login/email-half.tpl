{{%AUTOESCAPE context="HTML"}}
{{! login/email-half.tpl: one of the two addresses is confirmed, the other not yet. Fed by old_email, email, at_new }}
<div class="gate-box">
  <div class="stack stack-sm">
    <h1>One of two</h1>
    <p class="soft">Confirmed here. Now open the link that went to <strong>{{#at_new}}{{old_email}}{{/at_new}}{{#at_new_not}}{{email}}{{/at_new_not}}</strong>; then the address changes.</p>
  </div>
  <a class="btn btn-wide" href="/">To Branchline</a>
</div>
