# cgi-bin/inbox/inbox.c: a door that no golden and no walk knows of
s|^\(static const struct route routes\[\] = {\)$|\1 { GET, "/inbox/dummy", MAY_READ_INBOX, list_show },|
