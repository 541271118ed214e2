/* settle.c: writing down what the carrier answered
 *
 * Answers are committed in groups, which is one disk flush for many. Those that a crash
 * takes along appear as unknown, and the receipt tells. Every step is conditional on the
 * one before, so a group may be written twice without harm. */
#include "jobs/esmed/settle.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "daemon/bell.h"
#include "daemon/crash.h"
#include "db/global.h"
#include "jobs/esmed/unsure.h"
#include "model/carrier/outbox_group.h"
#include "model/carrier/receipt_match.h"
#include "model/message/message.h"
#include "model/message/message_news.h"
#include "model/message/part.h"
#include "smpp/answer.h"
#include "smpp/carrier_id.h"

enum { GROUP_US = 100000, BACK_OFF_MOST = 6 /* doublings of a second */ };

/* Carriers' ids are printable ASCII; any other is kept out of the tables. */
static void carrier_id_copy(struct flight *flight, struct str id)
{
    size_t len = id.len < CARRIER_ID_MOST ? id.len : CARRIER_ID_MOST;

    flight->carrier_id_len = 0;
    for (size_t i = 0; i < len; i++) {
        if (id.at[i] < 0x20 || id.at[i] > 0x7e)
            return;
        flight->carrier_id[i] = id.at[i];
    }
    flight->carrier_id_len = len;
}

/* The flight is over, but its id can still be noted, so that the receipt finds the part. */
static void late_note(struct lane *lane, const struct sent *sent,
                      const struct link_event *event)
{
    struct carrier_ref ref = {.root_id = sent->root_id,
                              .account_id = sent->account_id,
                              .message_id = sent->message_id,
                              .part_no = sent->part_no};
    struct str id = {0};

    if (event->status != ESME_ROK ||
        carrier_id_answered(lane->duty->turn, event->carrier_id,
                            (enum id_form)lane->route.id_form, &id) != OK)
        return;
    if (carrier_ref_note(lane->duty->db, lane->route.route_id, id, &ref) != OK)
        LOG("warn", "late answer lost", LOG_TEXT("route", lane->route.name),
            LOG_NUMBER("message", sent->message_id));
}

static enum message_state outcome_of(const struct link_event *event)
{
    if (event->news == LINK_UNANSWERED)
        return STATE_UNKNOWN;
    switch (answer_of(event->status)) {
    case ANSWER_TAKEN:
        return STATE_SUBMITTED;
    case ANSWER_LATER:
        return STATE_QUEUED;
    default:
        return STATE_REJECTED;
    }
}

void settle_note(struct lane *lane, const struct link_event *event)
{
    const struct sent *sent = &lane->sent[event->tag % SENT_KEPT];
    struct flight *flight = &lane->flights[sent->flight];

    if (sent->tag != event->tag)
        return;
    if (flight->phase != FLIGHT_AWAY || flight->tag != event->tag) {
        late_note(lane, sent, event);
        return;
    }
    flight->phase = FLIGHT_ANSWERED;
    flight->outcome = outcome_of(event);
    flight->status = event->status;
    flight->answered_at = lane->duty->now;
    carrier_id_copy(flight, event->carrier_id);
}

static bool is_last(const struct flight *flight)
{
    return flight->outcome != STATE_SUBMITTED || flight->part_no >= flight->parts;
}

/* So that its receipt finds the part: by the carrier's id, else by our reference. */
static enum status name_note(struct lane *lane, struct tenant *t, const struct flight *flight)
{
    struct carrier_ref ref = {.root_id = flight->root_id,
                              .account_id = flight->account_id,
                              .message_id = flight->message_id,
                              .part_no = flight->part_no};
    struct str given = {.at = flight->carrier_id, .len = flight->carrier_id_len};
    struct str id = {0};

    if (flight->outcome != STATE_SUBMITTED && flight->outcome != STATE_UNKNOWN)
        return OK;
    if (flight->outcome == STATE_UNKNOWN ||
        carrier_id_answered(lane->duty->turn, given, (enum id_form)lane->route.id_form, &id) !=
            OK)
        return receipt_match_note(t, flight->message_id, flight->part_no);
    return carrier_ref_note(lane->duty->db, lane->route.route_id, id, &ref);
}

static enum status part_settle(struct tenant *t, const struct flight *flight)
{
    struct part_answer answer = {.message_id = flight->message_id,
                                 .part_no = flight->part_no,
                                 .to = flight->outcome == STATE_QUEUED ? STATE_CLAIMED
                                                                       : flight->outcome};
    char error[16];

    if (flight->carrier_id_len > 0)
        answer.carrier_id =
            (struct str){.at = flight->carrier_id, .len = flight->carrier_id_len};
    snprintf(error, sizeof(error), "0x%02X", flight->status);
    if (flight->status != ESME_ROK)
        answer.error = str_of(error);
    return part_answered(t, &answer);
}

/* The carrier asked to come again later; else it was never asked, the line was down. */
static bool is_put_off(const struct flight *flight)
{
    return flight->outcome == STATE_QUEUED && flight->status != ESME_ROK;
}

/* Twice as long after each try in a row, a minute at most. */
static uint32_t back_off(const struct flight *flight)
{
    uint32_t seconds = 1U << (flight->tries < BACK_OFF_MOST ? flight->tries : BACK_OFF_MOST);

    if (!is_put_off(flight))
        return 0;
    return seconds < 60 ? seconds : 60;
}

static enum status flight_settle(struct lane *lane, const struct flight *flight)
{
    struct db *db = lane->duty->db;
    struct tenant *t = lane_tenant(lane, flight->root_id, flight->account_id);
    struct message_step step = {
        .message_id = flight->message_id, .from = STATE_SENDING, .to = flight->outcome};
    enum status part = part_settle(t, flight);
    enum status message;

    if (part != CONFLICT)
        TRY(part);
    if (part == OK)
        TRY(name_note(lane, t, flight));
    if (!is_last(flight))
        return OK;

    if (flight->outcome == STATE_REJECTED)
        step.why = STR("carrier_rejected");
    message = message_advance(t, &step);
    if (message != CONFLICT)
        TRY(message);
    if (flight->outcome == STATE_QUEUED && message == OK)
        return outbox_release(db, flight->message_id, back_off(flight), is_put_off(flight));
    if (flight->outcome == STATE_QUEUED)
        return unsure_let_go(lane, flight, back_off(flight));
    TRY(outbox_remove(db, flight->message_id));
    return message == OK ? message_news_tell(t, flight->message_id) : OK;
}

struct settling {
    struct lane *lane;
    bool singly; /* some message is not where it should be: look at each */
};

/* A message of one part that the carrier took, with an id that its receipts will name. */
static bool taken_read(const struct lane *lane, const struct flight *flight,
                       struct outbox_taken *out)
{
    struct str given = {.at = flight->carrier_id, .len = flight->carrier_id_len};

    if (flight->phase != FLIGHT_ANSWERED || flight->outcome != STATE_SUBMITTED ||
        flight->status != ESME_ROK || flight->parts != 1)
        return false;
    *out = (struct outbox_taken){.message_id = flight->message_id, .carrier_id = given};
    return carrier_id_answered(lane->duty->turn, given, (enum id_form)lane->route.id_form,
                               &out->receipt_id) == OK;
}

/* Those that took the plain course, a group a round trip. CONFLICT if one did not. */
static enum status settle_together(struct lane *lane)
{
    struct outbox_taken taken[OUTBOX_GROUP];
    size_t count = 0;

    for (size_t i = 0; i < FLIGHTS; i++) {
        count += taken_read(lane, &lane->flights[i], &taken[count]);
        if (count < OUTBOX_GROUP)
            continue;
        TRY(outbox_group_taken(lane->duty->db, taken, count));
        count = 0;
    }
    return count > 0 ? outbox_group_taken(lane->duty->db, taken, count) : OK;
}

enum status settle_write(struct lane *lane, bool singly)
{
    struct outbox_taken taken;

    if (!singly)
        TRY(settle_together(lane));
    for (size_t i = 0; i < FLIGHTS; i++)
        if (lane->flights[i].phase == FLIGHT_ANSWERED &&
            (singly || !taken_read(lane, &lane->flights[i], &taken)))
            TRY(flight_settle(lane, &lane->flights[i]));
    return OK;
}

static enum status settle_body(void *arg)
{
    const struct settling *settling = arg;

    TRY(lane_hold(settling->lane));
    return settle_write(settling->lane, settling->singly);
}

/* CONFLICT has changed nothing. */
static enum status settle_run(struct lane *lane)
{
    struct settling settling = {.lane = lane};
    enum status status = global_tx(lane->duty->db, settle_body, NULL, &settling);

    if (status != CONFLICT)
        return status;
    settling.singly = true;
    return global_tx(lane->duty->db, settle_body, NULL, &settling);
}

static void flight_after(struct flight *flight)
{
    if (is_last(flight)) {
        flight->phase = FLIGHT_NONE;
        return;
    }
    flight->phase = FLIGHT_READY;
    flight->part_no++;
}

static int64_t oldest_answer(const struct lane *lane)
{
    int64_t oldest = INT64_MAX;

    for (size_t i = 0; i < FLIGHTS; i++)
        if (lane->flights[i].phase == FLIGHT_ANSWERED && lane->flights[i].answered_at < oldest)
            oldest = lane->flights[i].answered_at;
    return oldest;
}

int64_t settle_at(const struct lane *lane)
{
    int64_t oldest = oldest_answer(lane);

    if (oldest == INT64_MAX)
        return INT64_MAX;
    if (2 * lane_count(lane, FLIGHT_ANSWERED) >= lane->route.window ||
        lane_count(lane, FLIGHT_AWAY) == 0)
        return oldest;
    return oldest + GROUP_US;
}

bool settle_is_due(const struct lane *lane)
{
    return lane->duty->now >= settle_at(lane);
}

void settle_end(struct lane *lane)
{
    crash_point(lane->faults, "after_settle");
    for (size_t i = 0; i < FLIGHTS; i++)
        if (lane->flights[i].phase == FLIGHT_ANSWERED)
            flight_after(&lane->flights[i]);
    bell_ring(lane->duty->run_dir, "dlrd");
}

void settle_due(struct lane *lane)
{
    if (!settle_is_due(lane))
        return;
    crash_point(lane->faults, "after_response");
    if (lane_landed(lane, settle_run(lane), "settle"))
        settle_end(lane);
}
