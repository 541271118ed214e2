/* due.c: messages whose time has come, for schedd
 *
 * Most messages go from `queued` to `queued` with a row in the outbox: nothing that an inbox
 * shows changes, so many go in one transaction. Many are put on hold in one, too, with a
 * letter to dlrd, which lets the inbox follow. Any other change that shows is made alone,
 * because the counters it moves must be a transaction's last locks. */
#include "model/carrier/due.h"

#include <assert.h>

const char *const due_kind_words[] = {[DUE_READY] = "due", [DUE_HELD] = "held", NULL};

SHAPE(due, FIELD(due, root_id), FIELD(due, account_id), FIELD(due, message_id),
      FIELD(due, conversation_id), FIELD(due, user_id),
      FIELD_WORD(due, state, message_state_words), FIELD_WORD(due, class, message_class_words),
      FIELD(due, due_at), FIELD(due, stopped));

struct route_row {
    uint64_t route_id;
};
SHAPE(route_row, FIELD(route_row, route_id));

#define CLOCK_FOR_ALL "the clock runs for all accounts; rows are changed by scope"

/* No second key: a look would sort all rows of a campaign, which are of one moment. */
#define OLDEST "m.due_at"
#define NEWEST "m.due_at DESC"

/* Those of one kind that come first in an order, with what is known of their accounts: so many
 * entries of the index are read, whatever else waits. Not forced, the index would be entered
 * by the kind alone, and what is due later be walked over. */
#define DUE_ROWS(which, order)                                                                 \
    "SELECT d.root_id, d.account_id, d.message_id, d.conversation_id, d.user_id,"              \
    "       d.state, d.class, d.due_at,"                                                       \
    "       (a.state <> 'active' OR p.state <> 'active') AS stopped"                           \
    "  FROM (SELECT m.root_id, m.account_id, m.message_id, m.conversation_id,"                 \
    "               m.user_id, m.state, m.class, m.due_at"                                     \
    "          FROM message AS m FORCE INDEX (message_due)"                                    \
    "         WHERE m.waiting = ? AND m.due_at <= UTC_TIMESTAMP(6)" which                      \
    "         ORDER BY " order " LIMIT ?) AS d"                                                \
    "  JOIN account AS a ON a.account_id = d.account_id"                                       \
    "  JOIN account AS p ON p.account_id = a.root_id"                                          \
    " ORDER BY d.account_id, d.message_id LIMIT 500"

STMT_GLOBAL(due_rows, &due_shape, CLOCK_FOR_ALL, DUE_ROWS("", OLDEST));

STMT_GLOBAL(due_new_rows, &due_shape, CLOCK_FOR_ALL, DUE_ROWS("", NEWEST));

STMT_GLOBAL(due_behind_rows, &due_shape, CLOCK_FOR_ALL,
            DUE_ROWS(" AND (m.due_at > ? OR (m.due_at = ? AND m.account_id > ?))",
                     "m.due_at, m.account_id"));

STMT_GLOBAL(due_route_first, &route_row_shape, "routes serve all accounts",
            "SELECT r.route_id"
            "  FROM route AS r"
            " WHERE r.enabled = 1"
            " ORDER BY r.route_id LIMIT 1");

STMT(due_take, NULL,
     "UPDATE message AS m"
     "   SET m.state = 'queued', m.why = NULL, m.queued_at = UTC_TIMESTAMP(6),"
     "       m.due_at = NULL"
     " WHERE " OWN("m") " AND m.message_id = ? AND m.state = ? AND m.due_at IS NOT NULL");

#define TEN_ASKED "?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
#define IN_GROUP                                                                               \
    " AND m.message_id IN (" TEN_ASKED ", " TEN_ASKED ", " TEN_ASKED ", " TEN_ASKED ")"

STMT(due_take_group, NULL,
     "UPDATE message AS m"
     "   SET m.why = NULL, m.queued_at = UTC_TIMESTAMP(6), m.due_at = NULL"
     " WHERE " OWN("m") IN_GROUP " AND m.state = 'queued' AND m.due_at IS NOT NULL");

STMT(due_outbox_group, NULL,
     "INSERT INTO outbox (root_id, account_id, message_id, route_id, priority, not_before)"
     " SELECT m.root_id, m.account_id, m.message_id, ?,"
     "        FIELD(m.class, 'alert', 'normal', 'campaign') - 1, UTC_TIMESTAMP(6)"
     "  FROM message AS m FORCE INDEX (PRIMARY)" /* else it walks over the account's rows */
     " WHERE " OWN("m") IN_GROUP);

STMT(due_hold, NULL,
     "UPDATE message AS m"
     "   SET m.state = 'held', m.why = ?, m.due_at = " DUE_HELD_UNTIL
     " WHERE " OWN("m") " AND m.message_id = ? AND m.state = ? AND m.due_at IS NOT NULL");

STMT(due_end, NULL,
     "UPDATE message AS m"
     "   SET m.state = ?, m.why = ?, m.final_at = UTC_TIMESTAMP(6), m.due_at = NULL"
     " WHERE " OWN("m") " AND m.message_id = ? AND m.state = ? AND m.due_at IS NOT NULL");

STMT(due_outbox, NULL,
     "INSERT INTO outbox (" INTO ", message_id, route_id, priority, not_before)"
     " VALUES (" INTO_VALUES ", ?, ?, ?, UTC_TIMESTAMP(6))");

SHAPE(due_stopped, FIELD(due_stopped, root_id), FIELD(due_stopped, account_id));

STMT_GLOBAL(due_stopped_accounts, &due_stopped_shape, CLOCK_FOR_ALL,
            "SELECT a.root_id, a.account_id"
            "  FROM account AS a"
            "  JOIN account AS p ON p.account_id = a.root_id"
            " WHERE (a.state <> 'active' OR p.state <> 'active')"
            " ORDER BY a.account_id LIMIT 1000");

/* By the index of what waits on hold, so little ahead. */
STMT(due_wake_rows, NULL,
     "UPDATE message AS m FORCE INDEX (message_due)"
     "   SET m.due_at = UTC_TIMESTAMP(6)"
     " WHERE " OWN("m") " AND m.waiting = 'held' AND m.due_at > UTC_TIMESTAMP(6)"
                        "   AND m.due_at < UTC_TIMESTAMP(6) + INTERVAL 16 MINUTE"
                        "   AND m.why = 'account_suspended' LIMIT 1000");

static struct sql_param kind_param(enum due_kind kind)
{
    return WORD(due_kind_words[kind]);
}

enum status due_list(struct db *db, enum due_kind kind, struct list *out)
{
    uint64_t most = kind == DUE_HELD ? DUE_HELD_MOST : DUE_MOST;

    return global_list(db, &due_rows, WITH(kind_param(kind), ID(most)), out);
}

enum status due_list_new(struct db *db, enum due_kind kind, struct list *out)
{
    return global_list(db, &due_new_rows, WITH(kind_param(kind), ID(DUE_NEW_MOST)), out);
}

enum status due_list_behind(struct db *db, enum due_kind kind, struct due_place place,
                            struct list *out)
{
    return global_list(db, &due_behind_rows,
                       WITH(kind_param(kind), STAMP(place.due_at), STAMP(place.due_at),
                            ID(place.account_id), ID(DUE_TURN_MOST)),
                       out);
}

static bool is_behind(const struct due *due, struct due_place place)
{
    if (due->due_at.us != place.due_at.us)
        return due->due_at.us > place.due_at.us;
    return due->account_id > place.account_id;
}

struct due_place due_list_last(const struct list *rows)
{
    struct due_place last = {0};

    for (size_t i = 0; i < rows->count; i++) {
        const struct due *due = LIST_AT(rows, struct due, i);

        if (is_behind(due, last))
            last = (struct due_place){.due_at = due->due_at, .account_id = due->account_id};
    }
    return last;
}

enum status due_stopped(struct db *db, struct list *out)
{
    return global_list(db, &due_stopped_accounts, WITH_NOTHING, out);
}

enum status due_wake(struct tenant *t, uint64_t *count)
{
    return tenant_count(t, &due_wake_rows, WITH_NOTHING, count);
}

enum status due_route(struct db *db, uint64_t *route_id)
{
    struct route_row row;

    TRY(global_one(db, &due_route_first, WITH_NOTHING, &row));
    *route_id = row.route_id;
    return OK;
}

/* What leaves first: alerts, then what a person wrote, then campaigns. */
static uint64_t class_priority(unsigned class)
{
    static const uint64_t priorities[] = {
        [CLASS_ALERT] = 0, [CLASS_NORMAL] = 1, [CLASS_CAMPAIGN] = 2};

    return priorities[class];
}

/* CONFLICT if the message is not waiting any more. */
static enum status message_dispatch(struct tenant *t, const struct due *due, uint64_t route_id)
{
    TRY(tenant_try(t, &due_take,
                   WITH(ID(due->message_id), WORD(message_state_words[due->state]))));
    return tenant_run(t, &due_outbox,
                      WITH(ID(due->message_id), ID(route_id), ID(class_priority(due->class))));
}

enum { GROUP = 40 };

/* So many, all of them, and no more than GROUP; CONFLICT if some are not waiting any more. */
static enum status group_dispatch(struct tenant *t, const struct due *rows, size_t count,
                                  uint64_t route_id)
{
    struct sql_param params[1 + GROUP] = {ID(route_id)};
    uint64_t changed = 0;

    for (size_t i = 0; i < GROUP; i++) /* the last one fills what is left */
        params[1 + i] = ID(rows[i < count ? i : count - 1].message_id);
    TRY(tenant_count(t, &due_take_group, params + 1, GROUP, &changed));
    if (changed != count)
        return CONFLICT;
    return tenant_run(t, &due_outbox_group, params, COUNT_OF(params));
}

/* Nothing that an inbox shows changes for one that was on hold before. CONFLICT as above. */
static enum status message_hold(struct tenant *t, const struct due *due, struct str why)
{
    TRY(tenant_try(
        t, &due_hold,
        WITH(TEXT(why), ID(due->message_id), WORD(message_state_words[due->state]))));
    return due->state == STATE_HELD ? OK : message_news_tell(t, due->message_id);
}

struct moving {
    struct tenant *t;
    const struct due_batch *batch;
    bool singly; /* some are not waiting any more: look at each */
    uint32_t moved;
};

static enum status move_together(struct moving *moving)
{
    const struct due_batch *batch = moving->batch;

    for (size_t i = 0; i < batch->count; i += GROUP) {
        size_t left = batch->count - i;

        TRY(group_dispatch(moving->t, &batch->rows[i], left < GROUP ? left : GROUP,
                           batch->route_id));
    }
    moving->moved = (uint32_t)batch->count;
    return OK;
}

static enum status move_body(void *arg)
{
    struct moving *moving = arg;
    const struct due_batch *batch = moving->batch;

    moving->moved = 0;
    if (!moving->singly)
        return move_together(moving);
    for (size_t i = 0; i < batch->count; i++) {
        enum status status =
            batch->to == STATE_HELD
                ? message_hold(moving->t, &batch->rows[i], batch->why)
                : message_dispatch(moving->t, &batch->rows[i], batch->route_id);

        if (status == CONFLICT)
            continue;
        TRY(status);
        moving->moved++;
    }
    return OK;
}

/* Not one of them has left yet: what schedd cannot know it finds out at its next look. */
enum status due_move(struct tenant *t, const struct due_batch *batch, uint32_t *moved)
{
    struct moving moving = {.t = t, .batch = batch, .singly = batch->to == STATE_HELD};
    enum status status;

    assert(batch->count <= DUE_BATCH);
    assert(batch->to == STATE_QUEUED || batch->to == STATE_HELD);
    status = tenant_tx(t, move_body, NULL, &moving);
    if (status == CONFLICT && !moving.singly) { /* it has changed nothing */
        moving.singly = true;
        status = tenant_tx(t, move_body, NULL, &moving);
    }
    *moved = moving.moved;
    return status;
}

struct settling {
    struct tenant *t;
    const struct due_turn *turn;
};

static enum status settle_row(struct tenant *t, const struct due_turn *turn)
{
    const struct due *due = turn->due;
    struct sql_param id = ID(due->message_id);
    struct sql_param from = WORD(message_state_words[due->state]);

    if (turn->to == STATE_QUEUED)
        return message_dispatch(t, due, turn->route_id);
    assert(message_state_is_final(turn->to));
    return tenant_try(t, &due_end,
                      WITH(WORD(message_state_words[turn->to]), TEXT(turn->why), id, from));
}

static enum status settle_body(void *arg)
{
    struct settling *settling = arg;
    const struct due *due = settling->turn->due;
    struct message message = {.message_id = due->message_id,
                              .conversation_id = due->conversation_id,
                              .user_id = due->user_id};
    enum status status = settle_row(settling->t, settling->turn);

    if (status == CONFLICT)
        return OK;
    TRY(status);
    return conversation_follow(settling->t, &message, settling->turn->to);
}

enum status due_settle(struct tenant *t, const struct due_turn *turn)
{
    struct settling settling = {.t = t, .turn = turn};

    return tenant_tx(t, settle_body, NULL, &settling);
}
