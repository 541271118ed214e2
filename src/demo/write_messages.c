/* write_messages.c: messages, their way to the carrier and back, and the events between */
#include "db/global.h"
#include "demo/journey.h"
#include "demo/wire.h"
#include "demo/write.h"

enum { ACTS_A_BATCH = 200 };

STMT_GLOBAL(demo_message_add, NULL, DEMO_ONLY,
            "INSERT INTO message (root_id, account_id, message_id, conversation_id, direction,"
            " sender, msisdn, msisdn_typed, body, encoding, parts, class, state, why, origin,"
            " user_id, user_name, in_reply_to, repeated, accepted_at, due_at, queued_at,"
            " final_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

STMT_GLOBAL(demo_part_add, NULL, DEMO_ONLY,
            "INSERT INTO part (root_id, account_id, message_id, part_no, state, route_id,"
            " carrier_id, error, sent_at, answered_at, receipt_at, receipts)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

STMT_GLOBAL(demo_ref_add, NULL, DEMO_ONLY,
            "INSERT INTO carrier_ref (route_id, carrier_id, root_id, account_id, message_id,"
            " part_no) VALUES (?, ?, ?, ?, ?, ?)");

STMT_GLOBAL(
    demo_receipt_add, NULL, DEMO_ONLY,
    "INSERT INTO raw_receipt (route_id, carrier_id, outcome, error, pdu, came_at, state,"
    " account_id, message_id, part_no) VALUES (?, ?, ?, ?, ?, ?, 'applied', ?, ?, ?)");

STMT_GLOBAL(demo_inbound_add, NULL, DEMO_ONLY,
            "INSERT INTO raw_inbound (route_id, sender, msisdn, coding, body, concat_ref,"
            " concat_count, concat_no, pdu, digest, came_at, state, account_id, message_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'applied', ?, ?)");

STMT_GLOBAL(demo_orphan_add, NULL, DEMO_ONLY,
            "INSERT INTO raw_inbound (route_id, sender, msisdn, coding, body, pdu, digest,"
            " came_at, state) VALUES (?, ?, ?, 0, ?, ?, ?, ?, 'orphan')");

STMT_GLOBAL(demo_outbox_add, NULL, DEMO_ONLY,
            "INSERT INTO outbox (message_id, root_id, account_id, route_id, priority,"
            " not_before, owner) VALUES (?, ?, ?, ?, 1, ?, ?)");

STMT_GLOBAL(demo_event_add, NULL, DEMO_ONLY,
            "INSERT INTO conversation_event (root_id, account_id, conversation_id, event_id,"
            " kind, user_id, user_name, happened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");

static enum status event_write(struct writer *w, const struct act *act, uint64_t event_id)
{
    const struct talk *talk = act->talk;
    bool closes = act->kind == ACT_CLOSE;

    return global_run(
        w->db, &demo_event_add,
        WITH(ID(talk->firm->root_id), ID(talk->firm->account_id), ID(talk->conversation_id),
             ID(event_id), WORD(closes ? "closed" : "reopened"), ID_OR_NULL(act->person),
             WORD(act->person ? person_at(act->person)->name : NULL), STAMP(act->at)));
}

static enum status message_write(struct writer *w, const struct act *act,
                                 const struct journey *journey)
{
    const struct talk *talk = act->talk;
    const struct party *party = &talk->party;
    bool out = act->kind == ACT_OUT;
    struct str typed = act->typed ? party->typed : party->msisdn;

    return global_run(
        w->db, &demo_message_add,
        WITH(ID(talk->firm->root_id), ID(talk->firm->account_id), ID(act->id),
             ID(talk->conversation_id), WORD(out ? "out" : "in"), WORD(talk->firm->sender),
             TEXT(party->msisdn), TEXT(out ? typed : (struct str){0}), TEXT(act->body),
             WORD(encoding_words[journey->segments.encoding]), ID(journey->segments.count),
             WORD(act->class), WORD(message_state_words[act->state]), TEXT(act->why),
             WORD(act->origin), ID_OR_NULL(out ? act->person : act->reply_owner),
             WORD(act->person ? person_at(act->person)->name : NULL),
             ID_OR_NULL(act->in_reply_to), FLAG(act->repeated), STAMP(act->at),
             STAMP(journey->due_at), STAMP(journey->queued_at), STAMP(journey->final_at)));
}

static enum status receipts_write(struct writer *w, const struct act *act, uint32_t no,
                                  const struct journey_part *part)
{
    for (uint32_t i = 0; i < part->receipt_count; i++) {
        const struct journey_receipt *receipt = &part->receipts[i];

        TRY(global_run(w->db, &demo_receipt_add,
                       WITH(ID(w->route_id), TEXT(part->ref),
                            WORD(message_state_words[receipt->outcome]), WORD(receipt->error),
                            TEXT(receipt->pdu), STAMP(receipt->came_at),
                            ID(act->talk->firm->account_id), ID(act->id), ID(no))));
    }
    return OK;
}

static enum status part_write(struct writer *w, const struct act *act, uint32_t no,
                              const struct journey_part *part)
{
    const struct firm *firm = act->talk->firm;

    TRY(global_run(w->db, &demo_part_add,
                   WITH(ID(firm->root_id), ID(firm->account_id), ID(act->id), ID(no),
                        WORD(message_state_words[part->state]), ID(w->route_id),
                        TEXT(part->carrier_id), WORD(part->error), STAMP(part->sent_at),
                        STAMP(part->answered_at), STAMP(part->receipt_at),
                        ID(part->receipt_count))));
    if (part->ref.at)
        TRY(global_run(w->db, &demo_ref_add,
                       WITH(ID(w->route_id), TEXT(part->ref), ID(firm->root_id),
                            ID(firm->account_id), ID(act->id), ID(no))));
    return receipts_write(w, act, no, part);
}

/* As an esmed that died left it, or waiting for a line that is switched off. */
static enum status outbox_write(struct writer *w, const struct act *act,
                                const struct journey *journey)
{
    const struct firm *firm = act->talk->firm;

    return global_run(w->db, &demo_outbox_add,
                      WITH(ID(act->id), ID(firm->root_id), ID(firm->account_id),
                           ID(journey->waits ? w->off_route_id : w->route_id),
                           STAMP(journey->queued_at),
                           WORD(journey->claimed ? "demo:1" : NULL)));
}

static enum status out_write(struct writer *w, const struct act *act)
{
    struct journey journey;

    TRY(journey_make(w->scratch, act, w->plan->now, &journey));
    TRY(message_write(w, act, &journey));
    for (uint32_t i = 0; i < journey.part_count; i++)
        TRY(part_write(w, act, i + 1, &journey.parts[i]));
    return journey.in_outbox ? outbox_write(w, act, &journey) : OK;
}

static enum status in_write(struct writer *w, const struct act *act)
{
    struct journey journey = {.segments = segments_of(w->scratch, act->body),
                              .due_at = STAMP_NONE,
                              .queued_at = STAMP_NONE,
                              .final_at = STAMP_NONE};
    struct raw_inbound raws[JOURNEY_PARTS];
    uint32_t count = 0;

    TRY(message_write(w, act, &journey));
    TRY(journey_inbound(w->scratch, act, w->route_id, raws, &count));
    for (uint32_t i = 0; i < count; i++)
        TRY(global_run(w->db, &demo_inbound_add,
                       WITH(ID(w->route_id), TEXT(raws[i].sender), TEXT(raws[i].msisdn),
                            ID(raws[i].coding), TEXT(raws[i].body), ID(raws[i].concat_ref),
                            ID(raws[i].concat_count), ID(raws[i].concat_no), TEXT(raws[i].pdu),
                            TEXT(raws[i].digest), STAMP(act->at),
                            ID(act->talk->firm->account_id), ID(act->id))));
    return act->reopened ? event_write(w, act, act->reopened) : OK;
}

static enum status act_write(struct writer *w, size_t at)
{
    const struct act *act = &w->plan->acts[at];

    if (act->kind == ACT_OUT)
        return out_write(w, act);
    if (act->kind == ACT_IN)
        return in_write(w, act);
    return act->id ? event_write(w, act, act->id) : OK;
}

/* To a number that was given back, so that the operator has something to look at. */
static const struct {
    const char *from;
    const char *text;
    int64_t hours_ago;
} orphans[] = {
    {"61491578800", "Hi, is this still the number of the plant hire?", 52},
    {"61491578801", "Running late for my 2 o'clock", 20},
};

static enum status orphan_write(struct writer *w, size_t at)
{
    struct raw_inbound raw = {.route_id = w->route_id,
                              .sender = STR("61491579999"),
                              .msisdn = str_of(orphans[at].from),
                              .body = str_of(orphans[at].text),
                              .concat_count = 1,
                              .concat_no = 1};

    TRY(wire_inbound(w->scratch, &raw));
    return global_run(
        w->db, &demo_orphan_add,
        WITH(ID(raw.route_id), TEXT(raw.sender), TEXT(raw.msisdn), TEXT(raw.body),
             TEXT(raw.pdu), TEXT(raw.digest),
             STAMP(stamp_add(w->plan->now, -orphans[at].hours_ago * 3600 * STAMP_SECOND))));
}

enum status write_messages(struct writer *w)
{
    TRY(write_batches(w, w->plan->act_count, ACTS_A_BATCH, act_write));
    return write_batches(w, COUNT_OF(orphans), COUNT_OF(orphans), orphan_write);
}
