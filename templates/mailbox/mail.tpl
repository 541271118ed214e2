{{%AUTOESCAPE context="HTML"}}
{{! mailbox/mail.tpl: one mail of a local run. Fed by kept: to, subject, came_at; from; piece (rows): text, url, link }}
<div class="gate-box gate-wide">
  <div class="stack stack-sm">
    <p class="head-trail"><a href="/mailbox">Mailbox</a></p>
    <h1>{{subject}}</h1>
    <p class="soft">From {{from}}<br>To {{to}}<br><time datetime="{{came_at}}">{{came_at_text}}</time></p>
  </div>
  <p class="say-text">{{#piece}}{{text:pre_escape}}{{#link}}<a href="{{url}}">{{url}}</a>{{/link}}{{/piece}}</p>
</div>
