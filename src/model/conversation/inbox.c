/* inbox.c: counts and version of an inbox, per scope that somebody reads by
 *
 * A counter row is made when its inbox first changes; until then there is none, which reads as
 * zeros. The counts are unsigned, so a change that would take one below zero is refused by
 * the database: a bug, which must not pass. */
#include "model/conversation/inbox.h"

#define BUMP                                                                                   \
    "UPDATE inbox_count AS n"                                                                  \
    "   SET n.version = LAST_INSERT_ID(n.version + 1), n.open = n.open + ?,"                   \
    "       n.unread = n.unread + ?, n.closed = n.closed + ?"

STMT(inbox_bump_account, NULL,
     BUMP " WHERE " OWN("n") " AND n.scope = 'account' AND n.user_id = 0");

/* By the user's id and not MINE: a reply moves its addressee's inbox, and a job moves it. */
STMT(inbox_bump_user, NULL, BUMP " WHERE " OWN("n") " AND n.scope = 'user' AND n.user_id = ?");

STMT(inbox_bump_tree, NULL, BUMP " WHERE " AT_ROOT("n") " AND n.user_id = 0");

/* If another makes the row meanwhile, its key refuses; an upsert would need the right to
 * change root_id. */
STMT(inbox_open_account, NULL,
     "INSERT INTO inbox_count (" INTO ", scope, user_id) VALUES (" INTO_VALUES
     ", 'account', 0)");

STMT(inbox_open_user, NULL,
     "INSERT INTO inbox_count (" INTO ", scope, user_id) VALUES (" INTO_VALUES ", 'user', ?)");

STMT(inbox_open_tree, NULL,
     "INSERT INTO inbox_count (" INTO_ROOT ", user_id) VALUES (" INTO_ROOT_VALUES ", 0)");

/* Move one counter row, making it first if need be. `user_id` 0 for the scopes without. */
struct counter {
    const struct stmt *bump;
    const struct stmt *open;
    uint64_t user_id;
};

static enum status counter_bump(struct tenant *t, const struct counter *counter,
                                const struct inbox_delta *delta, uint64_t *version)
{
    const struct sql_param values[] = {NUMBER(delta->open), NUMBER(delta->unread),
                                       NUMBER(delta->closed), ID(counter->user_id)};
    size_t own = counter->user_id ? 1 : 0;
    uint64_t reached = 0;

    TRY(tenant_insert(t, counter->bump, values, 3 + own, &reached));
    if (reached == 0) {
        enum status status = tenant_try(t, counter->open, &values[3], own);

        if (status != CONFLICT)
            TRY(status);
        TRY(tenant_insert(t, counter->bump, values, 3 + own, &reached));
    }
    if (reached == 0)
        return BROKEN;
    *version = reached;
    return OK;
}

enum status inbox_bump(struct tenant *t, const struct inbox_change *change,
                       struct inbox_version *out)
{
    const struct counter account = {&inbox_bump_account, &inbox_open_account, 0};
    const struct counter user = {&inbox_bump_user, &inbox_open_user, change->user_id};
    const struct counter tree = {&inbox_bump_tree, &inbox_open_tree, 0};
    struct inbox_version version = {0};

    if (change->account)
        TRY(counter_bump(t, &account, &change->delta, &version.account));
    if (change->user_id)
        TRY(counter_bump(t, &user, &change->mine, &version.user));
    if (change->account)
        TRY(counter_bump(t, &tree, &change->delta, &version.tree));
    *out = version;
    return OK;
}
