/* account.c: the accounts of a tree, with what is open in each */
#include "model/account.h"

SHAPE(branch, FIELD(branch, account_id), FIELD(branch, name), FIELD(branch, line),
      FIELD(branch, open), FIELD(branch, unread), FIELD(branch, closed));

STMT(account_tree, &branch_shape,
     "SELECT a.account_id, a.name, a.line, COALESCE(n.open, 0) AS open,"
     "       COALESCE(n.unread, 0) AS unread, COALESCE(n.closed, 0) AS closed"
     "  FROM account AS a"
     "  LEFT JOIN inbox_count AS n"
     "    ON " SAME(
         "n",
         "a") " AND n.scope = 'account' AND n.user_id = 0"
              " WHERE " TREE(
                  "a") " ORDER BY a.account_id <> a.root_id, a.name, a.account_id LIMIT 1000");

enum status account_branches(struct tenant *t, struct list *out)
{
    return tenant_list(t, &account_tree, WITH_NOTHING, out);
}
