{{%AUTOESCAPE context="HTML"}}
{{! admin/accounts-end.tpl: the question before an account is suspended or closed. Fed by sub_account, standing, was (its state now), suspending, closing; numbers with _one, _some (flags) }}
<div class="head">
  <div class="head-text"><p class="head-trail"><a href="{{root}}/accounts">Accounts</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><a href="{{root}}/accounts/{{account_id}}">{{name}}</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>{{#suspending}}Suspend{{/suspending}}{{#closing}}Close{{/closing}}</span></p><h1>{{#suspending}}Suspend{{/suspending}}{{#closing}}Close{{/closing}} {{name}}?</h1><p class="head-sub">{{#suspending}}It holds from everybody’s next click, and can be lifted at any time.{{/suspending}}{{#closing}}It holds from everybody’s next click. You can open it again as long as its messages are kept.{{/closing}}</p></div>
</div>
<form class="body body-narrow stack" method="post" action="{{root}}/accounts/{{account_id}}/{{#suspending}}suspend{{/suspending}}{{#closing}}close{{/closing}}">
  {{#suspending}}<input type="hidden" name="token" value="{{token_accounts_id_suspend}}">{{/suspending}}
  {{#closing}}<input type="hidden" name="token" value="{{token_accounts_id_close}}">{{/closing}}
  <input type="hidden" name="was" value="{{was}}">
  <section class="stack stack-sm" aria-labelledby="kept-title">
    <h2 id="kept-title">What is kept</h2>
    <ul class="rows">
      {{#conversations_some}}<li class="rows-one">{{conversations}} {{#conversations_one}}conversation{{/conversations_one}}{{#conversations_one_not}}conversations{{/conversations_one_not}} with all messages{{#closing}}; members go on reading them{{/closing}}</li>{{/conversations_some}}
      <li class="rows-one">{{#contacts_some}}{{contacts}} {{#contacts_one}}contact{{/contacts_one}}{{#contacts_one_not}}contacts{{/contacts_one_not}}, settings, and the audit log{{/contacts_some}}{{#contacts_some_not}}Settings and the audit log{{/contacts_some_not}}</li>
      {{#numbers_some}}<li class="rows-one">{{numbers}} {{#numbers_one}}number{{/numbers_one}}{{#numbers_one_not}}numbers{{/numbers_one_not}}: answers still arrive and are kept{{#suspending}}, unseen until you resume it{{/suspending}}</li>{{/numbers_some}}
      {{#people_some}}<li class="rows-one">The {{#people_one}}role of 1 person{{/people_one}}{{#people_one_not}}roles of {{people}} people{{/people_one_not}}</li>{{/people_some}}
    </ul>
  </section>
  <section class="stack stack-sm" aria-labelledby="lost-title">
    <h2 id="lost-title">What stops</h2>
    <ul class="rows">
      {{#suspending}}
      <li class="rows-one">{{#people_some}}{{#people_one}}1 person{{/people_one}}{{#people_one_not}}{{people}} people{{/people_one_not}}{{/people_some}}{{#people_some_not}}You and others from the parent{{/people_some_not}} can’t open it; a page says why</li>
      {{/suspending}}
      {{#closing}}
      <li class="rows-one">{{#people_some}}{{#people_one}}1 person{{/people_one}}{{#people_one_not}}{{people}} people{{/people_one_not}}{{/people_some}}{{#people_some_not}}You and others from the parent{{/people_some_not}} can’t write, send or change anything in it</li>
      {{/closing}}
      <li class="rows-one">{{#waiting_some}}{{waiting}} {{#waiting_one}}message that waits is{{/waiting_one}}{{#waiting_one_not}}messages that wait are{{/waiting_one_not}} put on hold; what has left already goes its way{{/waiting_some}}{{#waiting_some_not}}No message waits; what has left already goes its way{{/waiting_some_not}}</li>
    </ul>
  </section>
  <p class="flow"><button class="btn btn-danger" type="submit">{{#suspending}}Suspend{{/suspending}}{{#closing}}Close{{/closing}} {{name}}</button><a class="btn btn-quiet" href="{{root}}/accounts/{{account_id}}">Keep it as it is</a></p>
</form>
