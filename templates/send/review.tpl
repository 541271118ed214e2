{{%AUTOESCAPE context="HTML"}}
{{! send/review.tpl: what will be sent, before it is. Fed by to, typed, once, sender_text, recipient_count, one, twice with twice_one and doubles, parts_total, parts.tpl, odd.tpl, picks.tpl }}
<div class="head">
  <div class="head-text"><h1>What will be sent</h1><p class="head-sub">{{#one}}To one person.{{/one}}{{#one_not}}To {{recipient_count}} people, each on their own.{{/one_not}} Nothing has gone out yet.</p></div>
</div>
<form class="body body-split" id="message" method="post" action="{{root}}/send">
  <div class="stack stack-lg">
    <input type="hidden" name="token" value="{{token_send}}">
    <input type="hidden" name="once" value="{{once}}">
    <input type="hidden" name="to" value="{{to:pre_escape}}">
    <input type="hidden" name="text" value="{{typed:pre_escape}}">
    <section class="stack" aria-labelledby="to-title">
      <h2 id="to-title">Recipients</h2>
{{#twice}}<p class="soft">{{#twice_one}}One number stands in your list twice. It gets one text.{{/twice_one}}{{#twice_one_not}}{{doubles}} entries of your list repeat a number. Each number gets one text.{{/twice_one_not}}</p>{{/twice}}
{{>picks}}
    </section>
{{>odd}}
  </div>
  <aside class="body-aside stack" aria-label="The message">
    <div class="handset">
      <p class="handset-from">From {{sender_text}}</p>
      <div class="say say-ours"><p class="say-text">{{typed:pre_escape}}</p></div>
      <p class="flow">{{>parts}}</p>
    </div>
    <section class="box box-pad stack" aria-labelledby="sum-title">
      <h2 id="sum-title">In numbers</h2>
      <dl class="pairs"><dt>Recipients</dt><dd class="num">{{recipient_count}}</dd><dt>Parts each</dt><dd class="num">{{parts}}</dd><dt>Parts in all</dt><dd class="num">{{parts_total}}</dd></dl>
    </section>
  </aside>
</form>
<div class="acts">
  <button class="btn btn-primary" type="submit" form="message" name="step" value="send"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#send"></use></svg>{{#one}}Send to 1 person{{/one}}{{#one_not}}Send to {{recipient_count}} people{{/one_not}}</button>
  <button class="btn" type="submit" form="message" name="step" value="edit">Change it</button>
  <p class="small soft wide">Goes out once. If the outcome can’t be known, we say so and never send it again by ourselves.</p>
</div>
