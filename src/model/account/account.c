/* account.c: the accounts of a tree, with what is open in each */
#include "model/account/account.h"

#include "model/conversation/talk_like.h"

SHAPE(branch, FIELD(branch, account_id), FIELD(branch, name), FIELD(branch, line),
      FIELD(branch, open), FIELD(branch, unread), FIELD(branch, closed));
SHAPE(twig, FIELD(twig, account_id), FIELD(twig, name));

/* It would break statements in the middle of their marks. */
/* clang-format off */
/* By id as the index has them, so that it ends after a few whatever the tree; then by name. */
STMT(account_tree_few, &twig_shape,
     "SELECT f.account_id, f.name"
     "  FROM (SELECT a.root_id, a.account_id, a.name FROM account AS a"
     "         WHERE " TREE("a") " ORDER BY a.account_id LIMIT 31) AS f"
     " ORDER BY f.account_id <> f.root_id, f.name, f.account_id LIMIT 31");

#define BRANCHES                                                                               \
    "SELECT a.account_id, a.name, a.line, COALESCE(n.open, 0) AS open,"                        \
    "       COALESCE(n.unread, 0) AS unread, COALESCE(n.closed, 0) AS closed"                  \
    "  FROM account AS a"                                                                      \
    "  LEFT JOIN inbox_count AS n"                                                             \
    "    ON " SAME("n", "a") " AND n.scope = 'account' AND n.user_id = 0"                      \
    " WHERE " TREE("a")

STMT(account_tree_one, &branch_shape, BRANCHES " AND a.account_id = ?");

#define BY_NAME " ORDER BY a.account_id <> a.root_id, a.name, a.account_id"

STMT(account_tree_named, &branch_shape, BRANCHES " AND a.name LIKE ?" BY_NAME " LIMIT 101");

STMT(account_tree, &branch_shape, BRANCHES BY_NAME " LIMIT 1000");
/* clang-format on */

/* One row more than was asked for only tells that there are more. */
static bool list_cut(struct list *list, size_t most)
{
    bool more = list->count > most;

    if (more)
        list->count = most;
    return more;
}

enum status account_few(struct tenant *t, struct list *out, bool *many)
{
    TRY(tenant_list(t, &account_tree_few, WITH_NOTHING, out));
    *many = list_cut(out, BRANCHES_FEW);
    return OK;
}

enum status account_branch(struct tenant *t, uint64_t account_id, struct branch *out)
{
    return tenant_one(t, &account_tree_one, WITH(ID(account_id)), out);
}

enum status account_named(struct tenant *t, struct str part, struct list *out, bool *more)
{
    struct str like = like_text(tenant_arena(t), part);

    TRY(tenant_list(t, &account_tree_named, WITH(TEXT(like)), out));
    *more = list_cut(out, BRANCHES_PAGE);
    return OK;
}

enum status account_branches(struct tenant *t, struct list *out)
{
    return tenant_list(t, &account_tree, WITH_NOTHING, out);
}
