# src/model/conversation/talk.c: a Basic user's row shows the last words of the account's
s/NULL AS last_user_name, o\.preview"/NULL AS last_user_name, c.preview"/
