{{%AUTOESCAPE context="HTML"}}
{{! send/compose.tpl: a new message. Fed by writable, has_sender with sender_text, country_people, to, typed, once, once_used with once_before, faults (to, text), to_wrong, text_wrong, counted with parts.tpl, odd.tpl, picks.tpl }}
<div class="head">
  <div class="head-text"><h1>Send a message</h1><p class="head-sub">One text to one or several numbers. Before anything goes out you see what will be sent.</p></div>
</div>
{{#writable_not}}
<div class="nothing">
  <svg class="nothing-art" viewBox="0 0 144 96" aria-hidden="true"><use href="{{asset}}/art.svg#platform"></use></svg>
  <h2 class="nothing-title">{{account_name}} is closed</h2>
  <p>It can be read, but nothing can be sent from it.</p>
</div>
{{/writable_not}}
{{#writable}}
{{#has_sender_not}}
<div class="nothing">
  <svg class="nothing-art" viewBox="0 0 144 96" aria-hidden="true"><use href="{{asset}}/art.svg#platform"></use></svg>
  <h2 class="nothing-title">{{account_name}} has no number yet</h2>
  <p>Messages leave from a number of the account, and replies come back to it. Your operator can give it one.</p>
</div>
{{/has_sender_not}}
{{#has_sender}}
<form class="body body-split" id="message" method="post" action="{{root}}/send" novalidate>
  <div class="stack stack-lg">
    <input type="hidden" name="token" value="{{token_send}}">
    <input type="hidden" name="once" value="{{once}}">
{{#once_used}}
<div class="flash tone-warn" role="alert"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-triangle"></use></svg>
  <div class="flash-text">
    <p><strong>This one is not sent.</strong></p>
    <p>Another message went out from the same page before. <a class="link" href="{{root}}/send/sent/{{once_before}}">See what was sent</a>. If this one should go out too, carry on.</p>
  </div>
</div>
{{/once_used}}
{{#faults}}
<div class="faults" role="alert" tabindex="-1" autofocus>
  <h2 class="faults-title">Nothing is sent yet</h2>
  <ul>
    {{#fault}}
    <li><a href="#{{field}}">{{text}}</a></li>
    {{/fault}}
  </ul>
</div>
{{/faults}}
    <div class="stack">
      <div class="field">
        <label class="form-label" for="to">To</label>
        <p class="field-hint" id="to-hint">One number on each line, or with commas between them. Numbers without a country are read as {{country_people}}.</p>
        {{#to_wrong}}<div id="to-fault">{{#to_fault}}<p class="field-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/to_fault}}</div>{{/to_wrong}}
        <textarea class="form-control" id="to" name="to" rows="4" maxlength="20000" autocomplete="off" aria-describedby="to-hint{{#to_wrong}} to-fault{{/to_wrong}}"{{#to_wrong}} aria-invalid="true"{{/to_wrong}}>
{{to:pre_escape}}</textarea>
      </div>
{{>picks}}
    </div>
    <div class="field">
      <label class="form-label" for="text">Message</label>
      {{#text_wrong}}<div id="text-fault">{{#text_fault}}<p class="field-fault"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg><span>{{text}}</span></p>{{/text_fault}}</div>{{/text_wrong}}
      <textarea class="form-control" id="text" name="text" rows="5" maxlength="4000" aria-describedby="text-parts odd{{#text_wrong}} text-fault{{/text_wrong}}"{{#text_wrong}} aria-invalid="true"{{/text_wrong}} data-count="text-parts" data-preview="preview">
{{typed:pre_escape}}</textarea>
      <div class="flow"><output class="parts" id="text-parts" for="text" aria-live="polite">{{#counted}}{{>parts}}{{/counted}}</output></div>
{{>odd}}
    </div>
  </div>
  <aside class="body-aside stack" aria-label="Preview">
    <div class="handset">
      <p class="handset-from">From {{sender_text}}</p>
      <div class="say say-ours"><p class="say-text" id="preview">{{typed:pre_escape}}</p></div>
    </div>
  </aside>
</form>
<div class="acts">
  <button class="btn btn-primary" type="submit" form="message" name="step" value="check">Next: what will be sent<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#arrow-right"></use></svg></button>
  <p class="small soft wide">Nothing goes out yet.</p>
</div>
{{/has_sender}}
{{/writable}}
