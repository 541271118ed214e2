/* round.c: what becomes of the messages that are due, or may leave no more */
#include "jobs/schedd/round.h"

#include "daemon/job.h"
#include "model/due.h"
#include "model/recall.h"

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

enum status due_round(struct db *db, struct round *round)
{
    struct list rows = {0};
    struct list fresh = {0};
    struct list held = {0};
    enum status recalled;
    enum status first;
    enum status moved;
    enum status looked;

    *round = (struct round){0};
    recalled = recall_round(db, round);
    if (recalled == BUSY)
        return BUSY;
    TRY(due_list_new(db, &fresh));
    first = rows_step(db, &fresh, round);
    if (first == BUSY)
        return BUSY;
    TRY(due_list(db, &rows));
    moved = rows_step(db, &rows, round);
    if (moved == BUSY)
        return BUSY;
    TRY(due_list_held(db, &held));
    looked = rows_step(db, &held, round);
    round->more |= rows.count == DUE_MOST || held.count == DUE_HELD_MOST;
    if (looked != OK)
        return looked;
    if (moved != OK)
        return moved;
    return first != OK ? first : recalled;
}
