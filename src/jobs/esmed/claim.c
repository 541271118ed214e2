/* claim.c: taking messages out of the queue, and giving them back
 *
 * Claims are committed before the network is touched. They run a little ahead of the
 * window, so that an answer is followed by the next submit at once. */
#include "jobs/esmed/claim.h"

#include <string.h>

#include "daemon/crash.h"
#include "db/global.h"
#include "jobs/esmed/unsure.h"
#include "model/carrier/outbox_group.h"
#include "model/carrier/outbox_share.h"
#include "model/message/message.h"

enum {
    SECOND = 1000000,
    LOOK_EVERY = SECOND,
    LOOK_AGAIN = SECOND / 20,
    AHEAD = 2, /* windows */
    CLAIM_LEAST = 100,
    READY_LEAST = 50 /* below it there is another claim */
};

static bool is_in_flight(const struct lane *lane, uint64_t message_id)
{
    for (size_t i = 0; i < FLIGHTS; i++)
        if (lane->flights[i].phase != FLIGHT_NONE && lane->flights[i].message_id == message_id)
            return true;
    return false;
}

struct claiming {
    struct lane *lane;
    uint32_t most;
    bool singly; /* some message is not where it should be: look at each */
    uint64_t turns[OUTBOX_CLASSES];
    struct outbox rows[FLIGHTS];
    size_t count;
    bool more; /* wait in the outbox */
};

/* The message follows its row. It may be claimed already, if the last COMMIT's answer was
 * lost; whatever else it has become, it does not leave any more. */
static enum status claim_one(struct claiming *claiming, const struct outbox *row)
{
    struct lane *lane = claiming->lane;
    struct tenant *t = lane_tenant(lane, row->root_id, row->account_id);
    struct message_step step = {
        .message_id = row->message_id, .from = STATE_QUEUED, .to = STATE_CLAIMED};
    struct outbox_text text = {0};
    enum status status = message_advance(t, &step);

    if (status == CONFLICT) {
        status = outbox_text_find(t, row->message_id, &text);
        if (status == NOT_FOUND || (status == OK && text.state != STATE_CLAIMED))
            return outbox_remove(lane->duty->db, row->message_id);
    }
    TRY(status);
    claiming->rows[claiming->count++] = *row;
    return OK;
}

/* Whose turn it is, all of theirs at once. CONFLICT if some have gone meanwhile, or their
 * messages do not follow. */
static enum status claim_all(struct claiming *claiming)
{
    struct lane *lane = claiming->lane;
    uint64_t ids[OUTBOX_GROUP];
    struct list rows = {0};

    memcpy(claiming->turns, lane->turns, sizeof(claiming->turns));
    TRY(outbox_share(lane->duty->db, lane->route.route_id, claiming->most, claiming->turns,
                     &rows, &claiming->more));
    for (size_t i = 0, count = 0; i < rows.count; i++) {
        claiming->rows[i] = *LIST_AT(&rows, struct outbox, i);
        ids[count++] = claiming->rows[i].message_id;
        if (count < OUTBOX_GROUP && i + 1 < rows.count)
            continue;
        TRY(outbox_group_claim(lane->duty->db, &lane->owner, ids, count));
        count = 0;
    }
    claiming->count = rows.count;
    return OK;
}

/* Without turns, and with what a COMMIT whose answer was lost may have claimed. */
static enum status claim_each(struct claiming *claiming)
{
    struct lane *lane = claiming->lane;
    struct list rows = {0};

    TRY(outbox_claim(lane->duty->db, &lane->owner, claiming->most));
    TRY(outbox_claimed(lane->duty->db, &lane->owner, &rows));
    for (size_t i = 0; i < rows.count && claiming->count < claiming->most; i++) {
        const struct outbox *row = LIST_AT(&rows, struct outbox, i);

        if (!is_in_flight(lane, row->message_id))
            TRY(claim_one(claiming, row));
    }
    claiming->more = claiming->count == claiming->most;
    return OK;
}

static enum status claim_body(void *arg)
{
    struct claiming *claiming = arg;

    claiming->count = 0;
    TRY(lane_hold(claiming->lane));
    return claiming->singly ? claim_each(claiming) : claim_all(claiming);
}

/* CONFLICT has changed nothing. */
static enum status claim_run(struct claiming *claiming)
{
    struct lane *lane = claiming->lane;
    struct db *db = lane->duty->db;
    enum status status;

    claiming->singly = lane->claim_unsure;
    status = global_tx(db, claim_body, NULL, claiming);
    if (status == CONFLICT && !claiming->singly) {
        claiming->singly = true;
        status = global_tx(db, claim_body, NULL, claiming);
    }
    lane->claim_unsure = status != OK;
    if (status == OK && !claiming->singly)
        memcpy(lane->turns, claiming->turns, sizeof(lane->turns));
    return status;
}

static void flight_start(struct lane *lane, const struct outbox *row)
{
    for (size_t i = 0; i < FLIGHTS; i++) {
        struct flight *flight = &lane->flights[i];

        if (flight->phase != FLIGHT_NONE)
            continue;
        *flight = (struct flight){.phase = FLIGHT_READY,
                                  .order = ++lane->orders,
                                  .message_id = row->message_id,
                                  .root_id = row->root_id,
                                  .account_id = row->account_id,
                                  .tries = row->tries,
                                  .state = STATE_CLAIMED};
        return;
    }
}

static size_t claim_size(const struct lane *lane)
{
    size_t size = (size_t)lane->route.window * AHEAD;

    return size > CLAIM_LEAST ? size : CLAIM_LEAST;
}

int64_t claim_at(const struct lane *lane)
{
    size_t ready = lane_count(lane, FLIGHT_READY);
    size_t empty = lane_count(lane, FLIGHT_NONE);

    size_t wanted = lane->route.window > READY_LEAST ? lane->route.window : READY_LEAST;

    if (link_room(lane->link) == 0 || ready > wanted || empty < claim_size(lane))
        return INT64_MAX;
    return lane->claim_at;
}

void claim_look(struct lane *lane)
{
    struct claiming *claiming;

    if (lane->duty->rung)
        lane->claim_at = lane->duty->now;
    if (lane->duty->now < claim_at(lane))
        return;

    claiming = ARENA_NEW(lane->duty->turn, struct claiming);
    claiming->lane = lane;
    claiming->most = (uint32_t)claim_size(lane);
    lane->claim_at = lane->duty->now + LOOK_EVERY;
    if (!lane_landed(lane, claim_run(claiming), "claim"))
        return;
    crash_point(lane->faults, "after_claim_commit");
    for (size_t i = 0; i < claiming->count; i++)
        flight_start(lane, &claiming->rows[i]);
    if (claiming->more) /* what is there may have to wait, though */
        lane->claim_at = lane->duty->now + (claiming->count ? 0 : LOOK_AGAIN);
}

struct return_work {
    struct lane *lane;
    enum returning which;
};

static bool is_returned(const struct flight *flight, enum returning which)
{
    return flight->phase == FLIGHT_READY &&
           (which == RETURN_ALL || flight->state == STATE_CLAIMED);
}

static enum status return_one(struct lane *lane, const struct flight *flight)
{
    struct tenant *t = lane_tenant(lane, flight->root_id, flight->account_id);
    struct message_step step = {.message_id = flight->message_id, .to = STATE_QUEUED};
    struct outbox_text text = {0};
    enum status status = outbox_text_find(t, flight->message_id, &text);

    if (status == NOT_FOUND)
        return outbox_remove(lane->duty->db, flight->message_id);
    TRY(status);
    TRY(unsure_state(t, flight, text.state, &step.from));
    status = message_advance(t, &step);
    if (status == CONFLICT)
        return unsure_let_go(lane, flight, 0);
    TRY(status);
    return outbox_release(lane->duty->db, flight->message_id, 0, false);
}

static enum status return_body(void *arg)
{
    const struct return_work *work = arg;
    struct lane *lane = work->lane;

    TRY(lane_hold(lane));
    for (size_t i = 0; i < FLIGHTS; i++)
        if (is_returned(&lane->flights[i], work->which))
            TRY(return_one(lane, &lane->flights[i]));
    return OK;
}

void claim_return(struct lane *lane, enum returning which)
{
    struct return_work work = {.lane = lane, .which = which};
    size_t count = 0;

    for (size_t i = 0; i < FLIGHTS; i++)
        if (is_returned(&lane->flights[i], which))
            count++;
    if (count == 0 ||
        !lane_landed(lane, global_tx(lane->duty->db, return_body, NULL, &work), "return"))
        return;
    for (size_t i = 0; i < FLIGHTS; i++)
        if (is_returned(&lane->flights[i], which))
            lane->flights[i].phase = FLIGHT_NONE;
    lane->claim_at = lane->duty->now;
}
