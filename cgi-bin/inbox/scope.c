/* scope.c: whose inbox is read, and under which lease ids are made */
#include "inbox.h"

enum inbox_scope scope_of(const struct visit *visit)
{
    if (tenant_sees_tree(visit->tenant))
        return INBOX_TREE;
    return actor_sees_own_only(visit_actor(visit)) ? INBOX_MINE : INBOX_ACCOUNT;
}

struct node *node_of(const struct visit *visit)
{
    return visit->house->own;
}
