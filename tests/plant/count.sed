# src/model/inbox.c: a Basic user is told the counts of the whole account
s/\[INBOX_MINE\] = &inbox_count_mine,/[INBOX_MINE] = \&inbox_count_account,/
