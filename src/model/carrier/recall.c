/* recall.c: what waits in the outbox and may not leave by it any more
 *
 * Locks in esmed's order: the outbox's row, then the message. A transaction holds many, so
 * it leaves a letter for dlrd instead of moving counters, which would have to come last. */
#include "model/carrier/recall.h"

#include <assert.h>

#include "model/carrier/due.h"
#include "model/message/message_news.h"

SHAPE(recall, FIELD(recall, root_id), FIELD(recall, account_id), FIELD(recall, message_id),
      FIELD(recall, stopped));

/* Which of them come first is all the same, so nothing is sorted but what is taken. The few
 * accounts and routes lead: a look at every row of a full outbox, each second, is too much. */
#define RECALL_ROWS(stopped, from)                                                             \
    "SELECT d.root_id, d.account_id, d.message_id, " stopped " AS stopped"                     \
    "  FROM (SELECT STRAIGHT_JOIN o.root_id, o.account_id, o.message_id" from                  \
    "           AND o.owner IS NULL LIMIT 500) AS d"                                           \
    " ORDER BY d.account_id, d.message_id LIMIT 500"

STMT_GLOBAL(recall_stopped_rows, &recall_shape,
            "the clock runs for all accounts; rows are changed by scope",
            RECALL_ROWS("1", "          FROM account AS a"
                             "          JOIN account AS p ON p.account_id = a.root_id"
                             "          JOIN outbox AS o ON o.account_id = a.account_id"
                             "         WHERE (a.state <> 'active' OR p.state <> 'active')"));

STMT_GLOBAL(recall_route_rows, &recall_shape, "routes serve all accounts",
            RECALL_ROWS("0", "          FROM route AS r"
                             "          JOIN outbox AS o ON o.route_id = r.route_id"
                             "         WHERE r.enabled = 0"));

STMT(recall_row, NULL,
     "DELETE o FROM outbox AS o"
     " WHERE " OWN("o") " AND o.message_id = ? AND o.owner IS NULL");

STMT(recall_hold, NULL,
     "UPDATE message AS m"
     "   SET m.state = 'held', m.why = 'account_suspended', m.queued_at = NULL,"
     "       m.due_at = " DUE_HELD_UNTIL
     " WHERE " OWN("m") " AND m.message_id = ? AND m.state = 'queued'");

STMT(recall_requeue, NULL,
     "UPDATE message AS m"
     "   SET m.queued_at = NULL, m.due_at = UTC_TIMESTAMP(6)"
     " WHERE " OWN("m") " AND m.message_id = ? AND m.state = 'queued'");

enum status recall_list(struct db *db, struct list *out)
{
    TRY(global_list(db, &recall_stopped_rows, WITH_NOTHING, out));
    return global_list(db, &recall_route_rows, WITH_NOTHING, out);
}

/* CONFLICT if it is claimed by now, or its message waits no more. */
static enum status row_take(struct tenant *t, const struct recall *row)
{
    struct sql_param id = ID(row->message_id);

    TRY(tenant_try(t, &recall_row, WITH(id)));
    if (!row->stopped)
        return tenant_try(t, &recall_requeue, WITH(id));
    TRY(tenant_try(t, &recall_hold, WITH(id)));
    return message_news_tell(t, row->message_id);
}

struct taking {
    struct tenant *t;
    const struct recall_batch *batch;
    uint32_t moved;
};

static enum status take_body(void *arg)
{
    struct taking *taking = arg;

    taking->moved = 0;
    for (size_t i = 0; i < taking->batch->count; i++) {
        enum status status = row_take(taking->t, &taking->batch->rows[i]);

        if (status == CONFLICT)
            continue;
        TRY(status);
        taking->moved++;
    }
    return OK;
}

enum status recall_take(struct tenant *t, const struct recall_batch *batch, uint32_t *moved)
{
    struct taking taking = {.t = t, .batch = batch};

    assert(batch->count <= RECALL_MOST);
    TRY(tenant_tx(t, take_body, NULL, &taking));
    *moved = taking.moved;
    return OK;
}
