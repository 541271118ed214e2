# src/model/message/message.c: a Basic user opens a colleague's message by its id
s/scope == INBOX_MINE ? &message_by_id_mine : &message_by_id/\&message_by_id/
