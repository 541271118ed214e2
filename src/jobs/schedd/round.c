/* round.c: what becomes of the messages that are due, or may leave no more */
#include "jobs/schedd/round.h"

#include "daemon/job.h"
#include "model/carrier/due.h"
#include "model/carrier/recall.h"

/* No route is 0: ids begin with 1. */
static struct due_turn turn_of(const struct due *due, uint64_t route_id)
{
    if (due->state == STATE_UNKNOWN)
        return (struct due_turn){
            .due = due, .to = STATE_EXPIRED, .why = STR("outcome_never_learnt")};
    if (due->stopped)
        return (struct due_turn){.due = due, .to = STATE_HELD, .why = STR("account_suspended")};
    if (route_id == 0)
        return (struct due_turn){.due = due, .to = STATE_REJECTED, .why = STR("no_route")};
    return (struct due_turn){.due = due, .to = STATE_QUEUED, .route_id = route_id};
}

/* Many of them go in one transaction. */
static bool is_plain(const struct due *due, enum message_state to)
{
    return to == STATE_HELD || (to == STATE_QUEUED && due->state == STATE_QUEUED);
}

/* How many rows from `first` on belong to its account and go the same plain way. */
static size_t batch_len(const struct list *rows, size_t first, uint64_t route_id)
{
    const struct due *begin = LIST_AT(rows, struct due, first);
    enum message_state to = turn_of(begin, route_id).to;
    size_t len = 0;

    while (first + len < rows->count && len < DUE_BATCH) {
        const struct due *due = LIST_AT(rows, struct due, first + len);

        if (due->account_id != begin->account_id || turn_of(due, route_id).to != to ||
            !is_plain(due, to))
            break;
        len++;
    }
    return len;
}

/* The rows from `first` on that one transaction takes; *len tells how many they were. */
static enum status step(struct db *db, const struct list *rows, size_t first, uint64_t route_id,
                        struct round *round, size_t *len)
{
    const struct due *due = LIST_AT(rows, struct due, first);
    struct tenant *t = job_tenant(db, due->root_id, due->account_id);
    struct due_turn turn = turn_of(due, route_id);
    struct due_batch batch = {.rows = due,
                              .count = batch_len(rows, first, route_id),
                              .to = turn.to,
                              .why = turn.why,
                              .route_id = route_id};
    uint32_t moved = 1;

    *len = batch.count ? batch.count : 1;
    if (batch.count)
        TRY(due_move(t, &batch, &moved));
    else
        TRY(due_settle(t, &turn));
    round->moved += turn.to == STATE_QUEUED ? moved : 0;
    round->held += turn.to == STATE_HELD ? moved : 0;
    return OK;
}

static enum status rows_step(struct db *db, const struct list *rows, struct round *round)
{
    uint64_t route_id = 0;
    enum status worst = OK;
    enum status status = rows->count ? due_route(db, &route_id) : OK;

    round->seen += (uint32_t)rows->count;
    if (status != OK && status != NOT_FOUND)
        return status;
    for (size_t i = 0, len = 1; i < rows->count; i += len) {
        status = step(db, rows, i, route_id, round, &len);
        if (status == BUSY)
            return BUSY;
        if (status != OK)
            worst = status;
    }
    return worst;
}

/* How many rows from `first` on belong to its account; never more than are taken at once. */
static size_t recall_len(const struct list *rows, size_t first)
{
    uint64_t account_id = LIST_AT(rows, struct recall, first)->account_id;
    size_t len = 0;

    while (first + len < rows->count && len < RECALL_MOST &&
           LIST_AT(rows, struct recall, first + len)->account_id == account_id)
        len++;
    return len;
}

static enum status recall_round(struct db *db, struct round *round)
{
    struct list rows = {0};
    enum status worst = OK;

    TRY(recall_list(db, &rows));
    round->more = rows.count >= RECALL_MOST;
    for (size_t i = 0, len = 1; i < rows.count; i += len) {
        const struct recall *row = LIST_AT(&rows, struct recall, i);
        struct recall_batch batch = {.rows = row, .count = recall_len(&rows, i)};
        uint32_t moved = 0;
        enum status status =
            recall_take(job_tenant(db, row->root_id, row->account_id), &batch, &moved);

        len = batch.count;
        if (status == BUSY)
            return BUSY;
        if (status != OK)
            worst = status;
        round->recalled += moved;
    }
    return worst;
}

/* Work that may go on after this; what went wrong is kept. */
static bool goes_on(enum status status, enum status *worst)
{
    if (status != OK)
        *worst = status;
    return status != BUSY;
}

enum { TURNS = 4 };

/* From the place where the last round's turns ended, or behind what was oldest: each list steps
 * over an account's campaign of one moment to what stands behind it. */
static enum status turns_step(struct db *db, enum due_kind kind, const struct list *oldest,
                              struct due_place *turn, struct round *round)
{
    enum status worst = OK;

    if (turn->account_id == 0)
        *turn = due_list_last(oldest);
    for (size_t i = 0; i < TURNS; i++) {
        struct list rows = {0};

        TRY(due_list_behind(db, kind, *turn, &rows));
        if (!goes_on(rows_step(db, &rows, round), &worst))
            return BUSY;
        *turn = due_list_last(&rows);
        if (rows.count < DUE_TURN_MOST) {
            *turn = (struct due_place){0};
            break;
        }
    }
    return worst;
}

static enum status kind_step(struct db *db, enum due_kind kind, struct due_place *turn,
                             struct round *round)
{
    size_t most = kind == DUE_HELD ? DUE_HELD_MOST : DUE_MOST;
    struct list fresh = {0};
    struct list oldest = {0};
    enum status worst = OK;

    TRY(due_list_new(db, kind, &fresh));
    if (!goes_on(rows_step(db, &fresh, round), &worst))
        return BUSY;
    TRY(due_list(db, kind, &oldest));
    if (!goes_on(rows_step(db, &oldest, round), &worst))
        return BUSY;
    if (oldest.count < most) { /* that was all there is */
        *turn = (struct due_place){0};
        return worst;
    }
    round->more = true;
    if (!goes_on(turns_step(db, kind, &oldest, turn, round), &worst))
        return BUSY;
    return worst;
}

enum status due_round(struct db *db, struct due_place turns[DUE_KINDS], struct round *round)
{
    enum status worst = OK;

    *round = (struct round){0};
    if (!goes_on(recall_round(db, round), &worst))
        return BUSY;
    for (enum due_kind kind = 0; kind < DUE_KINDS; kind++)
        if (!goes_on(kind_step(db, kind, &turns[kind], round), &worst))
            return BUSY;
    return worst;
}
