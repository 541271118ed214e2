/* lease.c: being the one process that submits on a route
 *
 * What an earlier lease left in the outbox is settled before the first claim: a message
 * with a part that was being sent becomes unknown and is never sent again; all others go
 * back into the queue, where they continue behind the parts that the carrier has taken. */
#include "jobs/esmed/lease.h"

#include "base/log.h"
#include "base/stamp.h"
#include "daemon/owner.h"
#include "db/global.h"
#include "jobs/esmed/lane.h"
#include "model/carrier/receipt_match.h"
#include "model/message/message.h"
#include "model/message/message_news.h"
#include "model/message/part.h"

enum { SECOND = 1000000, HOLD_EVERY = 5 * SECOND, TRY_EVERY = SECOND };

struct taking {
    struct lane *lane;
    uint64_t epoch;
};

static enum status take_body(void *arg)
{
    struct taking *taking = arg;
    const struct lane *lane = taking->lane;
    struct db *db = lane->duty->db;
    struct carrier_lease lease = {0};
    enum status status = carrier_lease_find(db, lane->route.route_id, &lease);

    if (status == NOT_FOUND) {
        TRY(carrier_lease_make(db, lane->route.route_id));
        status = carrier_lease_find(db, lane->route.route_id, &lease);
    }
    TRY(status);
    if (lease.owner.at && !lease.ended && !str_equal(lease.owner, lane->owner.owner) &&
        !owner_is_dead(lane->duty->turn, lease.owner))
        return CONFLICT;
    taking->epoch = lease.epoch + 1;
    return carrier_lease_take(db, lane->route.route_id, lease.epoch, lane->owner.owner);
}

static void lease_try(struct lane *lane)
{
    struct taking taking = {.lane = lane};
    int64_t now = lane->duty->now;
    enum status status;

    if (now < lane->lease_at)
        return;
    lane->lease_at = now + TRY_EVERY;
    status = global_tx(lane->duty->db, take_body, NULL, &taking);
    if (status == CONFLICT) /* another process serves this route */
        return;
    if (!lane_landed(lane, status, "take"))
        return;
    lane->owner.epoch = taking.epoch;
    lane->recovered = false;
    lane->noted_up = false;
    lane->lease_until = now + INT64_C(1) * LEASE_SECONDS * SECOND;
    lane->lease_at = now + HOLD_EVERY;
    LOG("info", "lease taken", LOG_TEXT("route", lane->route.name),
        LOG_NUMBER("epoch", lane->owner.epoch));
}

static enum status back_to_queue(struct lane *lane, struct tenant *t, const struct outbox *row,
                                 enum message_state state)
{
    struct message_step step = {
        .message_id = row->message_id, .from = state, .to = STATE_QUEUED};

    if (state != STATE_QUEUED) {
        enum status status = message_advance(t, &step);

        if (status == CONFLICT) /* cancelled this moment */
            return outbox_remove(lane->duty->db, row->message_id);
        TRY(status);
    }
    return outbox_release(lane->duty->db, row->message_id, 0, false);
}

static enum status never_learnt(struct lane *lane, struct tenant *t, const struct outbox *row,
                                uint8_t part_no)
{
    struct part_answer answer = {
        .message_id = row->message_id, .part_no = part_no, .to = STATE_UNKNOWN};
    struct message_step step = {
        .message_id = row->message_id, .from = STATE_SENDING, .to = STATE_UNKNOWN};

    enum status status;

    TRY(part_answered(t, &answer));
    TRY(receipt_match_note(t, row->message_id, part_no));
    status = message_advance(t, &step);
    if (status == OK)
        status = message_news_tell(t, row->message_id);
    if (status != CONFLICT) /* else a receipt for another part has ended it */
        TRY(status);
    return outbox_remove(lane->duty->db, row->message_id);
}

static enum status leftover_settle(struct lane *lane, const struct outbox *row)
{
    struct tenant *t = lane_tenant(lane, row->root_id, row->account_id);
    struct outbox_text text = {0};
    struct list parts = {0};
    enum status status = outbox_text_find(t, row->message_id, &text);

    if (status == NOT_FOUND)
        return outbox_remove(lane->duty->db, row->message_id);
    TRY(status);
    TRY(part_list(t, row->message_id, &parts));
    for (size_t i = 0; i < parts.count; i++) {
        const struct part *part = LIST_AT(&parts, struct part, i);

        if (part->state == STATE_SENDING)
            return never_learnt(lane, t, row, part->part_no);
    }
    if (text.state == STATE_QUEUED || text.state == STATE_CLAIMED ||
        text.state == STATE_SENDING)
        return back_to_queue(lane, t, row, text.state);
    return outbox_remove(lane->duty->db, row->message_id);
}

struct recovering {
    struct lane *lane;
    size_t count;
};

static enum status recover_body(void *arg)
{
    struct recovering *recovering = arg;
    struct lane *lane = recovering->lane;
    struct list rows = {0};

    TRY(lane_hold(lane));
    TRY(outbox_left(lane->duty->db, &lane->owner, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(leftover_settle(lane, LIST_AT(&rows, struct outbox, i)));
    recovering->count = rows.count;
    return OK;
}

/* A batch a turn, so that the arena stays small; true when nothing is left. */
static bool lease_recover(struct lane *lane)
{
    struct recovering recovering = {.lane = lane};

    if (lane->recovered)
        return true;
    if (!lane_landed(lane, global_tx(lane->duty->db, recover_body, NULL, &recovering),
                     "recover"))
        return false;
    lane->recovered = recovering.count == 0;
    if (recovering.count > 0)
        LOG("info", "recovered", LOG_TEXT("route", lane->route.name),
            LOG_NUMBER("messages", recovering.count));
    return lane->recovered;
}

static enum status hold_body(void *arg)
{
    return lane_hold(arg);
}

bool lease_keep(struct lane *lane)
{
    int64_t now = lane->duty->now;

    if (now < lane->rest_until)
        return false;
    if (lane->owner.epoch == 0)
        lease_try(lane);
    if (lane->owner.epoch == 0 || !lease_recover(lane))
        return false;
    if (now < lane->lease_at)
        return true;
    if (!lane_landed(lane, global_tx(lane->duty->db, hold_body, NULL, lane), "hold"))
        return false;
    lane->lease_until = now + INT64_C(1) * LEASE_SECONDS * SECOND;
    lane->lease_at = now + HOLD_EVERY;
    return true;
}
