/* invite_waiting.c: invitations without an answer, and what an invitation may name */
#include "model/invite/invite_send.h"

enum { ROWS_MOST = 200 };

SHAPE(invitable, FIELD(invitable, account_id), FIELD(invitable, account_name),
      FIELD(invitable, line), FIELD(invitable, child), FIELD(invitable, found));

SHAPE(present, FIELD(present, email), FIELD(present, account_name),
      FIELD_WORD(present, role, role_words));

SHAPE(pending, FIELD(pending, invite_id), FIELD(pending, email), FIELD(pending, account_name),
      FIELD(pending, line), FIELD_WORD(pending, role, role_words), FIELD(pending, inviter),
      FIELD(pending, made_at), FIELD(pending, ends_at), FIELD(pending, declined_at),
      FIELD(pending, declined), FIELD(pending, ran_out),
      FIELD(pending, made_in));

STMT_GLOBAL(invite_open_accounts, &invitable_shape,
    "one e-mail may name several accounts; the asker's power over each is asked here",
    "SELECT a.account_id, a.name AS account_name, a.line, a.account_id <> a.root_id AS child,"
    "       LOCATE(?, a.name) > 0 AS found"
    "  FROM account AS a"
    " WHERE a.root_id = ? AND ? IN (a.account_id, a.root_id) AND a.state = 'active'"
    "   AND EXISTS (SELECT 1 FROM membership AS p WHERE p.user_id = ?"
    "                  AND p.role = 'administrator'"
    "                  AND p.account_id IN (a.account_id, a.root_id))"
    " ORDER BY child, a.name, a.account_id LIMIT 1001");

STMT_GLOBAL(invite_present_member, &present_shape,
    "looks into an account that the asker administers, on the parent's page",
    "SELECT u.email, a.name AS account_name, m.role"
    "  FROM user AS u"
    "  JOIN membership AS m ON m.user_id = u.user_id"
    "  JOIN account AS a ON a.account_id = m.account_id"
    " WHERE u.email = ? AND HEX(LOWER(u.email)) = HEX(LOWER(?)) AND a.account_id = ?"
    "   AND EXISTS (SELECT 1 FROM membership AS p WHERE p.user_id = ?"
    "                  AND p.role = 'administrator'"
    "                  AND p.account_id IN (a.account_id, a.root_id))");

#define PENDING_COLUMNS                                                                        \
    "SELECT i.invite_id, i.email, a.name AS account_name, a.line, g.role,"                     \
    "       i.user_name AS inviter, i.made_at, i.ends_at, i.declined_at,"                      \
    "       i.declined_at IS NOT NULL AS declined,"                                            \
    "       i.ends_at <= UTC_TIMESTAMP(6) AS ran_out,"
#define PENDING_FROM                                                                           \
    "  FROM invite_grant AS g"                                                                 \
    "  JOIN invite AS i ON i.root_id = g.root_id AND i.invite_id = g.invite_id"
#define PENDING_REST                                                                           \
    " AND g.invite_id < ? AND g.state IN ('open', 'declined') AND i.used_at IS NULL"           \
    " AND i.revoked_at IS NULL AND i.ends_at > UTC_TIMESTAMP(6) - INTERVAL 30 DAY"             \
    " ORDER BY g.invite_id DESC, a.account_id <> a.root_id, a.name LIMIT 201"

STMT(invite_pending_own, &pending_shape,
     PENDING_COLUMNS " i.made_in = g.account_id AS made_in" PENDING_FROM
     "  JOIN account AS a ON " SAME("a", "g") " WHERE " OWN("g") PENDING_REST);

STMT_GLOBAL(invite_pending_tree, &pending_shape,
    "a parent's Administrator sees the invitations of the whole tree beside the form for it",
    PENDING_COLUMNS " 1 AS made_in" PENDING_FROM
    "  JOIN account AS a ON a.account_id = g.account_id"
    " WHERE g.root_id = ? AND EXISTS (SELECT 1 FROM membership AS p WHERE p.user_id = ?"
    "     AND p.account_id = g.root_id AND p.role = 'administrator')" PENDING_REST);

enum status invite_accounts(const struct inviting *inviting, struct str sought,
                            struct list *out)
{
    return global_list(inviting->db, &invite_open_accounts,
                       WITH(TEXT(sought), ID(inviting->root_id), ID(inviting->account_id),
                            ID(inviting->who->user_id)),
                       out);
}

enum status invite_present(const struct inviting *inviting, uint64_t account_id,
                           struct str email, struct present *out)
{
    return global_one(
        inviting->db, &invite_present_member,
        WITH(TEXT(email), TEXT(email), ID(account_id), ID(inviting->who->user_id)), out);
}

static uint64_t id_at(const struct list *list, size_t at)
{
    return LIST_AT(list, struct pending, at)->invite_id;
}

/* The last invitation may go on behind the rows that were read: leave it to the next page. */
static uint64_t list_cut(struct list *list)
{
    size_t count = list->count;

    if (count <= ROWS_MOST)
        return 0;
    while (count > 1 && id_at(list, count - 1) == id_at(list, list->count - 1))
        count--;
    list->count = count;
    return id_at(list, count - 1);
}

enum status invite_waiting(struct tenant *t, struct db *db, bool tree, uint64_t before,
                           struct list *out, uint64_t *older)
{
    uint64_t top = before ? before : UINT32_MAX;

    if (tree)
        TRY(global_list(db, &invite_pending_tree,
                        WITH(ID(tenant_root(t)), ID(tenant_user(t)), ID(top)), out));
    else
        TRY(tenant_list(t, &invite_pending_own, WITH(ID(top)), out));
    *older = list_cut(out);
    return OK;
}
