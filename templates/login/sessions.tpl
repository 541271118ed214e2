{{%AUTOESCAPE context="HTML"}}
{{! login/sessions.tpl: where one is signed in. Fed by session (rows): session_id, device, address, made_at, seen_at, current; others }}
<div class="head">
  <div class="head-text"><p class="head-trail"><a href="/me">You</a><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#chevron-right"></use></svg><span>Signed in</span></p><h1>Where you are signed in</h1><p class="head-sub">End what you don’t know. Whoever sits there has to sign in again.</p></div>
</div>
<div class="body body-narrow stack">
  {{#done_ended}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>Ended. Whoever used it is signed out.</p></div>{{/done_ended}}
  {{#done_ended_others}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>All others are ended. You are signed in here only.</p></div>{{/done_ended_others}}
  <ul class="rows">
    {{#session}}
    <li class="rows-one">
      <div class="rows-text"><p><strong>{{device}}</strong>{{#current}}, this one{{/current}}</p><p class="rows-sub">{{address}} · used <time datetime="{{seen_at}}">{{seen_at_text}}</time> · signed in <time datetime="{{made_at}}">{{made_at_text}}</time></p></div>
      {{#current_not}}<form method="post" action="/me/sessions/{{session_id}}/end"><input type="hidden" name="token" value="{{token_me_sessions_id_end}}"><button class="btn btn-small" type="submit">End<span class="visually-hidden"> {{device}}, {{address}}</span></button></form>{{/current_not}}
    </li>
    {{/session}}
  </ul>
  {{#others}}<form method="post" action="/me/sessions/end-others"><input type="hidden" name="token" value="{{token_me_sessions_end_others}}"><button class="btn" type="submit">End all others</button></form>{{/others}}
</div>
