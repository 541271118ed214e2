/* submit.c: handing parts to the carrier
 *
 * `sending` is committed before the first byte is written (DI-02), for a window of parts at
 * once. A process that slept between the two, so long that its lease may be another's by
 * now, writes nothing (DI-05). */
#include "jobs/esmed/submit.h"

#include "base/log.h"
#include "base/stamp.h"
#include "db/global.h"
#include "jobs/esmed/fault.h"
#include "jobs/esmed/unsure.h"
#include "model/message.h"
#include "model/outbox_group.h"
#include "model/part.h"
#include "smpp/answer.h"
#include "smpp/concat.h"
#include "smpp/tlv.h"
#include "text/segment.h"

enum fate {
    FATE_SEND,
    FATE_DROP,   /* it does not leave any more: cancelled, or ended by a receipt */
    FATE_KNOWN,  /* this part was tried before and never answered: never again */
    FATE_REFUSE, /* there is no PDU for it */
};

/* One part that is about to be sent. */
struct plan {
    struct flight *flight;
    enum fate fate;
    bool plain; /* goes with its group */
    uint8_t part_no;
    uint8_t parts;
    struct pdu pdu;
};

struct submitting {
    struct lane *lane;
    struct plan *plans;
    size_t count;
    bool singly; /* some message is not where it should be: look at each */
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

static bool is_number(struct str number)
{
    for (size_t i = 0; i < number.len; i++)
        if (number.at[i] < '0' || number.at[i] > '9')
            return false;
    return number.len > 0;
}

/* E.164 travels without its plus; what is left of digits is a short code, all else a name. */
static void address_write(struct str number, struct str *address, uint8_t *ton, uint8_t *npi)
{
    bool international = str_starts(number, STR("+"));

    *address = international ? str_from(number, 1) : number;
    *ton = TON_ALPHANUMERIC;
    *npi = NPI_UNKNOWN;
    if (!is_number(*address))
        return;
    *ton = international ? TON_INTERNATIONAL : TON_UNKNOWN;
    *npi = NPI_ISDN;
}

/* The octets of a part, behind its header if there are several. */
static enum status octets_of(struct arena *arena, const struct segments *cut,
                             const struct plan *plan, struct str *out)
{
    struct strbuf octets = {.arena = arena};
    char header[CONCAT_HEADER];
    struct str part = {0};

    TRY(coding_encode(arena, cut->encoding, cut->segments[plan->part_no - 1].text, &part));
    concat_write(outbox_concat_reference(plan->flight->message_id), plan->parts, plan->part_no,
                 header);
    if (plan->parts > 1)
        strbuf_put(&octets, (struct str){.at = header, .len = sizeof(header)});
    strbuf_put(&octets, part);
    *out = strbuf_str(&octets);
    return OK;
}

/* INVALID if the text cannot be cut or encoded; none that the portal accepted is. */
static enum status pdu_build(struct arena *arena, const struct outbox_text *text,
                             struct plan *plan)
{
    struct segments cut = segments_of(arena, text->body);
    struct strbuf tlvs = {.arena = arena};
    struct pdu *pdu = &plan->pdu;

    if (plan->part_no > cut.count || cut.count > SEGMENT_MOST)
        return INVALID;
    plan->parts = (uint8_t)cut.count;
    *pdu = (struct pdu){.registered_delivery = 1,
                        .data_coding = coding_number(cut.encoding),
                        .esm_class = cut.count > 1 ? ESM_UDH : 0};
    address_write(text->sender, &pdu->source, &pdu->source_ton, &pdu->source_npi);
    address_write(text->msisdn, &pdu->destination, &pdu->destination_ton,
                  &pdu->destination_npi);
    tlv_put_number(&tlvs, TLV_USER_MESSAGE_REFERENCE,
                   outbox_reference(plan->flight->message_id, plan->part_no), 2);
    pdu->tlvs = strbuf_str(&tlvs);
    return octets_of(arena, &cut, plan, &pdu->short_message);
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
    else if (pdu_build(lane->duty->turn, &text, plan) != OK)
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
    return pdu_build(lane->duty->turn, &text, plan) == OK && plan->parts == 1;
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

void submit_ready(struct lane *lane)
{
    struct submitting submitting = {.lane = lane};
    size_t room = lane_room(lane);

    if (room == 0 || lane_count(lane, FLIGHT_READY) == 0)
        return;
    submitting.plans = ARENA_NEW_N(lane->duty->turn, struct plan, room);
    for (size_t i = 0; i < FLIGHTS && submitting.count < room; i++)
        if (lane->flights[i].phase == FLIGHT_READY)
            submitting.plans[submitting.count++].flight = &lane->flights[i];
    if (!lane_landed(lane, submit_run(&submitting), "submit")) {
        for (size_t i = 0; i < submitting.count; i++)
            plan_doubt(&submitting.plans[i]);
        return;
    }

    fault_point(lane->faults, "after_sending_commit");
    if (clock_monotonic_us() >= lane->lease_until) {
        lane_abandon(lane, "slept through the lease");
        return;
    }
    for (size_t i = 0; i < submitting.count; i++)
        plan_write(lane, &submitting.plans[i]);
    link_flush(lane->link);
    fault_point(lane->faults, "after_pdu");
}
