# src/auth/actor.c: a Basic user is told the counts of the whole account
s/access\.inbox\[actor_scope(actor, merged)\]/access.inbox[merged ? INBOX_TREE : INBOX_ACCOUNT]/
