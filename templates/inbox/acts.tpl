{{%AUTOESCAPE context="HTML"}}
{{! inbox/acts.tpl: what can be done with a conversation. Fed by conversation_id, seen (newest message shown), closed, unread, may_close, writable (flags) }}
{{#writable}}
{{#unread}}<form method="post" action="{{root}}/inbox/{{conversation_id}}/read" data-read><input type="hidden" name="token" value="{{token_inbox_id_read}}"><input type="hidden" name="seen" value="{{seen}}"><button class="btn btn-small" type="submit"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#mail-opened"></use></svg><span class="btn-words">Mark read</span></button></form>{{/unread}}
{{#unread_not}}<form method="post" action="{{root}}/inbox/{{conversation_id}}/unread"><input type="hidden" name="token" value="{{token_inbox_id_unread}}"><button class="btn btn-small btn-quiet" type="submit"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#mail"></use></svg><span class="btn-words">Mark unread</span></button></form>{{/unread_not}}
{{#may_close}}
{{#closed_not}}<form method="post" action="{{root}}/inbox/{{conversation_id}}/close" data-close><input type="hidden" name="token" value="{{token_inbox_id_close}}"><button class="btn btn-small" type="submit"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#archive"></use></svg>Close</button></form>{{/closed_not}}
{{#closed}}<form method="post" action="{{root}}/inbox/{{conversation_id}}/reopen"><input type="hidden" name="token" value="{{token_inbox_id_reopen}}"><button class="btn btn-small" type="submit"><svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#archive-off"></use></svg><span class="btn-words">Reopen</span></button></form>{{/closed}}
{{/may_close}}
{{/writable}}
