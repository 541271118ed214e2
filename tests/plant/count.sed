# src/model/account/access.c: a Basic user is told the counts of the whole account, as if they were own
s/IF(" IS_BASIC ", 'user', 'account'))"/'account')"/
s/n\.user_id = IF(" IS_BASIC ", u\.user_id, 0)"/n.user_id = 0"/
s/IFNULL(n\.scope, 'none') AS inbox_scope/IF(" IS_BASIC ", 'user', IFNULL(n.scope, 'none')) AS inbox_scope/
