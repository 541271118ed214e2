/* submit.c: handing parts to the carrier
 *
 * `sending` is committed before the first byte is written (DI-02), for a window of parts at
 * once. A process that slept between the two, so long that its lease may be another's by
 * now, writes nothing (DI-05). */
#include "jobs/esmed/submit.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/stamp.h"
#include "daemon/crash.h"
#include "db/global.h"
#include "jobs/esmed/plan.h"
#include "jobs/esmed/settle.h"
#include "jobs/esmed/unsure.h"
#include "model/carrier/outbox_group.h"
#include "model/message/message.h"
#include "model/message/part.h"
#include "smpp/answer.h"

struct submitting {
    struct lane *lane;
    struct plan *plans;
    size_t count;
    bool settles; /* answers are written down by the way */
    bool singly;  /* some message is not where it should be: look at each */
};

/* The first part that the carrier has not taken yet; 0 if one has an unknown outcome. A
 * message may have been here before and come back between its parts. */
static enum status part_to_send(struct tenant *t, const struct flight *flight,
                                const struct outbox_text *text, uint8_t *out)
{
    struct list parts = {0};
    uint8_t next = 1;

    if (flight->part_no != 0 || text->parts == 1) {
        *out = flight->part_no ? flight->part_no : 1;
        return OK;
    }
    TRY(part_list(t, flight->message_id, &parts));
    for (size_t i = 0; i < parts.count; i++) {
        const struct part *part = LIST_AT(&parts, struct part, i);

        if (part->state == STATE_SENDING || part->state == STATE_UNKNOWN)
            next = 0;
        if (part->state == STATE_CLAIMED || next == 0)
            break;
        next = (uint8_t)(part->part_no + 1);
    }
    *out = next;
    return OK;
}

static enum status drop(struct lane *lane, struct plan *plan)
{
    plan->fate = FATE_DROP;
    return unsure_let_go(lane, plan->flight, 0);
}

/* CONFLICT if the message is not ours any more. */
static enum status message_to_sending(struct tenant *t, const struct flight *flight,
                                      struct outbox_text *text)
{
    struct message_step step = {
        .message_id = flight->message_id, .from = STATE_CLAIMED, .to = STATE_SENDING};
    enum status status = outbox_text_find(t, flight->message_id, text);
    enum message_state ours;

    if (status == NOT_FOUND)
        return CONFLICT;
    TRY(status);
    TRY(unsure_state(t, flight, text->state, &ours));
    if (text->state != ours)
        return CONFLICT;
    return ours == STATE_CLAIMED ? message_advance(t, &step) : OK;
}

static enum status plan_commit(struct lane *lane, struct plan *plan)
{
    const struct flight *flight = plan->flight;
    struct tenant *t = lane_tenant(lane, flight->root_id, flight->account_id);
    struct outbox_text text = {0};
    enum status status = message_to_sending(t, flight, &text);

    plan->fate = FATE_SEND;
    if (status == CONFLICT)
        return drop(lane, plan);
    TRY(status);
    TRY(part_to_send(t, flight, &text, &plan->part_no));
    if (plan->part_no == 0)
        plan->fate = FATE_KNOWN;
    else if (plan_build(lane->duty->turn, &text, plan) != OK)
        plan->fate = FATE_REFUSE;
    if (plan->fate != FATE_SEND)
        return OK;
    status = part_begin(t, flight->message_id, plan->part_no, lane->route.route_id);
    if (status != CONFLICT)
        return status;
    plan->fate = FATE_KNOWN;
    return OK;
}

/* COMMIT's answer was lost: nobody else could have made the part `sending`. */
static enum status submit_landed(void *arg)
{
    struct submitting *submitting = arg;

    for (size_t i = 0; i < submitting->count; i++) {
        const struct plan *plan = &submitting->plans[i];
        struct tenant *t =
            lane_tenant(submitting->lane, plan->flight->root_id, plan->flight->account_id);
        struct list parts = {0};

        if (plan->fate != FATE_SEND)
            continue;
        TRY(part_list(t, plan->flight->message_id, &parts));
        for (size_t p = 0; p < parts.count; p++) {
            const struct part *part = LIST_AT(&parts, struct part, p);

            if (part->part_no == plan->part_no && part->state == STATE_SENDING)
                return OK;
        }
        return NOT_FOUND;
    }
    return BUSY; /* no part tells; the next turn goes by the message's state */
}

/* A message of one part that nobody tried to send yet. */
static bool is_plain(const struct lane *lane, struct plan *plan,
                     const struct outbox_group_text *row)
{
    const struct flight *flight = plan->flight;
    struct outbox_text text = {.state = row->state,
                               .sender = row->sender,
                               .msisdn = row->msisdn,
                               .body = row->body,
                               .parts = row->parts};

    if (row->state != STATE_CLAIMED || row->parts != 1 || flight->part_no > 1)
        return false;
    plan->part_no = 1;
    return plan_build(lane->duty->turn, &text, plan) == OK && plan->parts == 1;
}

static void plain_mark(struct submitting *submitting, const struct outbox_group_text *row)
{
    for (size_t i = 0; i < submitting->count; i++) {
        struct plan *plan = &submitting->plans[i];

        if (plan->flight->message_id != row->message_id)
            continue;
        plan->plain = is_plain(submitting->lane, plan, row);
        plan->fate = FATE_SEND;
    }
}

/* A group of ids from *next on; returns how many. */
static size_t group_take(const struct submitting *submitting, bool plain, size_t *next,
                         uint64_t *ids)
{
    size_t count = 0;

    for (; *next < submitting->count && count < OUTBOX_GROUP; (*next)++) {
        const struct plan *plan = &submitting->plans[*next];
        const struct flight *flight = plan->flight;
        bool fresh = flight->state == STATE_CLAIMED && !flight->unsure && flight->tried == 0 &&
                     flight->tries == 0;

        if (plain ? plan->plain : fresh)
            ids[count++] = flight->message_id;
    }
    return count;
}

/* Those that take the plain course, a group a round trip. CONFLICT if one does not. */
static enum status plans_together(struct submitting *submitting)
{
    struct db *db = submitting->lane->duty->db;
    uint64_t ids[OUTBOX_GROUP];
    struct list rows = {0};
    size_t count;

    for (size_t next = 0; (count = group_take(submitting, false, &next, ids)) > 0;)
        TRY(outbox_group_texts(db, ids, count, &rows));
    for (size_t i = 0; i < rows.count; i++)
        plain_mark(submitting, LIST_AT(&rows, struct outbox_group_text, i));
    for (size_t next = 0; (count = group_take(submitting, true, &next, ids)) > 0;)
        TRY(outbox_group_begin(db, ids, count));
    return OK;
}

static enum status submit_body(void *arg)
{
    struct submitting *submitting = arg;

    for (size_t i = 0; i < submitting->count; i++)
        submitting->plans[i].plain = false;
    TRY(lane_hold(submitting->lane));
    if (submitting->settles)
        TRY(settle_write(submitting->lane, submitting->singly));
    if (!submitting->singly)
        TRY(plans_together(submitting));
    for (size_t i = 0; i < submitting->count; i++)
        if (!submitting->plans[i].plain)
            TRY(plan_commit(submitting->lane, &submitting->plans[i]));
    return OK;
}

/* CONFLICT has changed nothing. */
static enum status submit_run(struct submitting *submitting)
{
    struct db *db = submitting->lane->duty->db;
    enum status status = global_tx(db, submit_body, submit_landed, submitting);

    if (status != CONFLICT)
        return status;
    submitting->singly = true;
    return global_tx(db, submit_body, submit_landed, submitting);
}

static void answered_as(struct lane *lane, struct flight *flight, enum message_state outcome,
                        uint32_t status)
{
    flight->phase = FLIGHT_ANSWERED;
    flight->outcome = outcome;
    flight->status = status;
    flight->answered_at = lane->duty->now;
}

static void plan_write(struct lane *lane, const struct plan *plan)
{
    struct flight *flight = plan->flight;
    struct sent *sent = &lane->sent[++lane->tags % SENT_KEPT];
    enum status status;

    if (plan->fate == FATE_DROP) {
        flight->phase = FLIGHT_NONE;
        return;
    }
    flight->state = STATE_SENDING;
    flight->unsure = false;
    flight->tried = 0;
    flight->part_no = plan->part_no;
    flight->parts = plan->parts;
    flight->tag = lane->tags;
    flight->carrier_id_len = 0;
    if (plan->fate != FATE_SEND) {
        answered_as(lane, flight, plan->fate == FATE_KNOWN ? STATE_UNKNOWN : STATE_REJECTED,
                    plan->fate == FATE_KNOWN ? ESME_ROK : ESME_RINVMSGLEN);
        return;
    }
    *sent = (struct sent){.tag = lane->tags,
                          .root_id = flight->root_id,
                          .account_id = flight->account_id,
                          .message_id = flight->message_id,
                          .part_no = plan->part_no,
                          .flight = (uint16_t)(flight - lane->flights)};
    status = link_submit(lane->link, &plan->pdu, lane->tags);
    if (status == OK)
        flight->phase = FLIGHT_AWAY;
    else if (status == INVALID) /* SMPP has no words for it; not a byte was written */
        answered_as(lane, flight, STATE_REJECTED, ESME_RINVMSGLEN);
    else /* the line went down this moment; not a byte was written */
        answered_as(lane, flight, STATE_QUEUED, ESME_ROK);
}

/* It may have landed all the same. */
static void plan_doubt(const struct plan *plan)
{
    plan->flight->unsure = true;
    if (plan->fate == FATE_SEND && plan->part_no != 0)
        plan->flight->tried = plan->part_no;
}

/* What the line takes, once what is written down by the way has left its window. */
static size_t room_of(const struct submitting *submitting)
{
    const struct lane *lane = submitting->lane;
    size_t line = link_room(lane->link);
    size_t away = lane_count(lane, FLIGHT_AWAY);

    if (!submitting->settles)
        return lane_room(lane);
    if (away >= lane->route.window)
        return 0;
    return line < lane->route.window - away ? line : lane->route.window - away;
}

static int flight_compare(const void *a, const void *b)
{
    const struct flight *x = *(const struct flight *const *)a;
    const struct flight *y = *(const struct flight *const *)b;

    return x->order < y->order ? -1 : 1;
}

static void plans_take(struct submitting *submitting)
{
    struct lane *lane = submitting->lane;
    size_t room = room_of(submitting);
    struct flight *ready[FLIGHTS];
    size_t count = 0;

    for (size_t i = 0; i < FLIGHTS; i++)
        if (lane->flights[i].phase == FLIGHT_READY)
            ready[count++] = &lane->flights[i];
    qsort(ready, count, sizeof(ready[0]), flight_compare);
    submitting->count = count < room ? count : room;
    submitting->plans = ARENA_NEW_N(lane->duty->turn, struct plan, submitting->count + 1);
    for (size_t i = 0; i < submitting->count; i++)
        submitting->plans[i].flight = ready[i];
}

void submit_ready(struct lane *lane)
{
    struct submitting submitting = {.lane = lane, .settles = settle_is_due(lane)};

    plans_take(&submitting);
    if (submitting.count == 0) {
        settle_due(lane);
        return;
    }
    if (submitting.settles)
        crash_point(lane->faults, "after_response");
    if (!lane_landed(lane, submit_run(&submitting), "submit")) {
        for (size_t i = 0; i < submitting.count; i++)
            plan_doubt(&submitting.plans[i]);
        return;
    }

    if (submitting.settles)
        settle_end(lane);
    crash_point(lane->faults, "after_sending_commit");
    if (clock_monotonic_us() >= lane->lease_until) {
        lane_abandon(lane, "slept through the lease");
        return;
    }
    for (size_t i = 0; i < submitting.count; i++)
        plan_write(lane, &submitting.plans[i]);
    link_flush(lane->link);
    crash_point(lane->faults, "after_pdu");
}
