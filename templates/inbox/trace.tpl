{{%AUTOESCAPE context="HTML"}}
{{! inbox/trace.tpl: where a message is, in plain words. Fed by message_id, uuid, conversation_id, is_out, body, name, msisdn_text, sender_text, state, state_word, encoding_text, parts, parts_one, units, room, zone_text, headline, explanation, tint; stop (rows): name, why, when, at, here, next }}
<div class="head">
  <div class="head-text">
    <p class="head-trail"><a href="{{inbox_path}}">Inbox</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><a href="{{root}}/inbox/{{conversation_id}}">{{name}}</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>Trace</span></p>
    <h1>Where is this message?</h1>
  </div>
</div>
<div class="body body-split">
  <div class="stack stack-lg">
    <div class="flash tone-{{tint}}"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#state-{{state}}"></use></svg><div class="flash-text"><p><strong>{{headline}}</strong></p><p>{{explanation}}</p></div></div>
    <ol>
      {{#stop}}
      <li class="stop{{#here}} stop-here{{/here}}{{#next}} stop-next{{/next}}"><span class="stop-time">{{#at_set}}<time datetime="{{at}}">{{when}}</time>{{/at_set}}{{#at_set_not}}{{when}}{{/at_set_not}}</span><span class="stop-mark" aria-hidden="true"></span><div><h2 class="stop-name">{{name}}</h2><p class="stop-why">{{why}}</p></div></li>
      {{/stop}}
    </ol>
  </div>
  <aside class="body-aside stack" aria-label="The message">
    <div class="handset">
      <p class="handset-from">{{#is_out}}From {{sender_text}} to {{name}}{{/is_out}}{{#is_out_not}}From {{name}} to {{sender_text}}{{/is_out_not}}</p>
      <div class="say{{#is_out}} say-ours{{/is_out}}"><p class="say-text">{{body:pre_escape}}</p></div>
      <p class="flow">{{>parts}}</p>
    </div>
    <section class="box box-pad stack" aria-labelledby="details-title">
      <h2 id="details-title">Details</h2>
      <dl class="pairs small">
        <dt>State</dt><dd><span class="state state-{{state}}"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#state-{{state}}"></use></svg>{{state_word}}</span></dd>
        <dt>{{#is_out}}To{{/is_out}}{{#is_out_not}}From{{/is_out_not}}</dt><dd class="num">{{msisdn_text}}</dd>
        <dt>Alphabet</dt><dd>{{encoding_text}}</dd>
        <dt>Message</dt><dd class="mono">{{uuid}}</dd>
        <dt>Times</dt><dd>{{zone_text}}</dd>
      </dl>
    </section>
  </aside>
</div>
