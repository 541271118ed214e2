/* account.c: the owner of all data */
#include "model/account.h"

#include "model/access.h"

const char *const payment_words[] = {"postpaid", "prepaid", NULL};

SHAPE(account, FIELD(account, root_id), FIELD(account, account_id), FIELD(account, name),
      FIELD_WORD(account, payment, payment_words),
      FIELD_WORD(account, account_state, account_state_words), FIELD(account, country),
      FIELD(account, zone), FIELD(account, line), FIELD(account, reply_days));

SHAPE(branch, FIELD(branch, account_id), FIELD(branch, name), FIELD(branch, line),
      FIELD(branch, open), FIELD(branch, unread), FIELD(branch, closed));

STMT(account_own, &account_shape,
     "SELECT a.root_id, a.account_id, a.name, a.payment, a.state AS account_state,"
     "       a.country, a.zone, a.line, a.reply_days"
     "  FROM account AS a"
     " WHERE " OWN("a"));

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

enum status account_find(struct tenant *t, struct account *out)
{
    return tenant_one(t, &account_own, WITH_NOTHING, out);
}

enum status account_branches(struct tenant *t, struct list *out)
{
    return tenant_list(t, &account_tree, WITH_NOTHING, out);
}
