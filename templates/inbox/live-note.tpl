{{%AUTOESCAPE context="HTML"}}
{{! inbox/live-note.tpl: said by script when no answer comes, and when more is unread. Frame names only }}
<div class="flash flash-strip tone-warn" id="live-note" role="status" hidden><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-triangle"></use></svg><p>Branchline has not answered for a moment. What you see may be old; it keeps asking by itself.</p></div>
<p class="visually-hidden" id="live-said" role="status"></p>
