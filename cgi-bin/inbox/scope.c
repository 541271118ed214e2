/* scope.c: whose inbox is read, and under which lease ids are made */
#include "inbox.h"

enum inbox_scope scope_of(const struct visit *visit)
{
    return actor_scope(visit_actor(visit), tenant_sees_tree(visit->tenant));
}

struct node *node_of(const struct visit *visit)
{
    return visit->house->own;
}
