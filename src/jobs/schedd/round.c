/* round.c: what becomes of the messages that are due */
#include "jobs/schedd/round.h"

#include "daemon/job.h"
#include "model/due.h"

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

static bool is_plain(const struct due *due, uint64_t route_id)
{
    return due->state == STATE_QUEUED && turn_of(due, route_id).to == STATE_QUEUED;
}

/* How many rows from `first` on belong to its account and go the plain way. */
static size_t batch_len(const struct list *rows, size_t first, uint64_t route_id)
{
    uint64_t account_id = LIST_AT(rows, struct due, first)->account_id;
    size_t len = 0;

    while (first + len < rows->count && len < DUE_BATCH) {
        const struct due *due = LIST_AT(rows, struct due, first + len);

        if (due->account_id != account_id || !is_plain(due, route_id))
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
    struct due_batch batch = {
        .rows = due, .count = batch_len(rows, first, route_id), .route_id = route_id};
    struct due_turn turn = turn_of(due, route_id);
    uint32_t moved = 0;

    *len = batch.count ? batch.count : 1;
    if (batch.count)
        TRY(due_dispatch(t, &batch, &moved));
    else
        TRY(due_settle(t, &turn));
    round->moved += batch.count ? moved : (uint32_t)(turn.to == STATE_QUEUED);
    return OK;
}

enum status due_round(struct db *db, struct round *round)
{
    struct list rows = {0};
    uint64_t route_id = 0;
    enum status worst = OK;
    enum status status;

    *round = (struct round){0};
    TRY(due_list(db, &rows));
    round->seen = (uint32_t)rows.count;
    status = rows.count ? due_route(db, &route_id) : OK;
    if (status != OK && status != NOT_FOUND)
        return status;
    for (size_t i = 0, len = 1; i < rows.count; i += len) {
        status = step(db, &rows, i, route_id, round, &len);
        if (status == BUSY)
            return BUSY;
        if (status != OK)
            worst = status;
    }
    return worst;
}
