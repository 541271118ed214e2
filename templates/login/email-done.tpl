{{%AUTOESCAPE context="HTML"}}
{{! login/email-done.tpl: the address is changed. Fed by old_email, email }}
<div class="gate-box">
  <div class="stack stack-sm">
    <h1>The address is changed</h1>
    <p class="soft">Sign in with <strong>{{email}}</strong> from now on. We wrote to {{old_email}} one last time.</p>
  </div>
  <a class="btn btn-primary btn-wide" href="/">To Branchline</a>
</div>
