/* journey.c: what a message went through at the carrier */
#include "demo/journey.h"

#include <string.h>

#include "demo/wire.h"

#define MS    INT64_C(1000)
#define HOUR  (3600 * STAMP_SECOND)
#define NEVER STAMP_NONE

enum { REPEATED_PERCENT = 3 };

/* Where a part stands when its message is in a state, in order. */
static enum message_state part_state(enum message_state state, uint32_t no, uint32_t parts)
{
    if (state == STATE_ENROUTE && parts > 1)
        return no == 1 ? STATE_DELIVERED : STATE_SUBMITTED;
    return state;
}

/* States in which nothing has gone to the carrier. */
static bool is_at_home(const struct act *act)
{
    switch (act->state) {
    case STATE_SCHEDULED:
    case STATE_HELD:
    case STATE_QUEUED:
    case STATE_CLAIMED:
    case STATE_CANCELLED:
        return true;
    case STATE_REJECTED:
        return !str_is(act->why, "carrier_rejected");
    default:
        return false;
    }
}

/* No answer was ever seen: the first part is the last that was tried. */
static bool is_unanswered(const struct act *act)
{
    return act->state == STATE_SENDING || act->state == STATE_UNKNOWN ||
           str_is(act->why, "outcome_never_learnt");
}

static struct stamp earlier(struct stamp a, struct stamp b)
{
    return a.us < b.us ? a : b;
}

/* When a receipt comes: seconds, now and then minutes; one that says "gave up" after a day. */
static struct stamp receipt_time(struct dice *dice, const struct act *act, struct stamp after,
                                 struct stamp now)
{
    int64_t wait = dice_between(dice, 1800, 14000) * MS;

    if (dice_chance(dice, 6))
        wait = dice_between(dice, 60, 900) * STAMP_SECOND;
    if (act->state == STATE_EXPIRED)
        wait = 24 * HOUR + dice_between(dice, 0, 60) * STAMP_SECOND;
    if (after.us + wait > now.us)
        wait = (now.us - after.us) * 4 / 5;
    return stamp_add(after, wait > 0 ? wait : 0);
}

static void receipt_add(struct journey_part *part, struct journey_receipt receipt)
{
    part->receipts[part->receipt_count++] = receipt;
}

static const char *receipt_error(enum message_state state)
{
    if (state == STATE_FAILED)
        return "027";
    return state == STATE_EXPIRED ? "011" : NULL;
}

static void part_receive(struct dice *dice, const struct act *act, struct stamp now,
                         struct journey_part *part)
{
    struct journey_receipt receipt = {.outcome = part->state,
                                      .error = receipt_error(part->state)};

    if (part->state == STATE_SUBMITTED)
        return;
    part->receipt_at = receipt_time(dice, act, part->answered_at, now);
    part->error = receipt.error;
    receipt.came_at = part->receipt_at;
    receipt_add(part, receipt);
    if (!dice_chance(dice, REPEATED_PERCENT) && act->state != STATE_ENROUTE)
        return;
    /* The carrier says it again, which changes nothing. */
    receipt.came_at = earlier(stamp_add(receipt.came_at, 2 * STAMP_SECOND), now);
    receipt_add(part, receipt);
}

/* Ten hex digits, which no other carrier of ours gives; capitals as the carrier writes. */
static void part_name(struct arena *arena, const struct act *act, uint32_t no,
                      struct journey_part *part)
{
    uint64_t id = dice_mix(act->id, no) >> 24 | UINT64_C(0xa000000000);

    part->carrier_id = str_format(arena, "%010llX", (unsigned long long)id);
    part->ref = str_lower(arena, part->carrier_id);
}

static void part_make(struct arena *arena, struct dice *dice, const struct act *act,
                      struct stamp now, struct journey *journey)
{
    struct journey_part *part = &journey->parts[journey->part_count++];
    uint32_t no = journey->part_count;
    struct stamp begin = no == 1 ? journey->queued_at : part[-1].answered_at;

    *part = (struct journey_part){
        .state = part_state(act->state, no, journey->segments.count),
        .sent_at = earlier(stamp_add(begin, dice_between(dice, 8, 420) * MS), now),
        .answered_at = NEVER,
        .receipt_at = NEVER,
    };
    if (is_unanswered(act)) {
        part->state = act->state == STATE_SENDING ? STATE_SENDING : STATE_UNKNOWN;
        return;
    }
    part->answered_at =
        earlier(stamp_add(part->sent_at, dice_between(dice, 35, 190) * MS), now);
    if (part->state == STATE_REJECTED) {
        part->error = "0x0B"; /* ESME_RINVDSTADR */
        return;
    }
    part_name(arena, act, no, part);
    part_receive(dice, act, now, part);
}

static bool goes_on(const struct journey *journey, const struct act *act)
{
    uint32_t most =
        journey->segments.count < JOURNEY_PARTS ? journey->segments.count : JOURNEY_PARTS;

    if (is_at_home(act) || journey->part_count == most)
        return false;
    return journey->part_count == 0 || !(is_unanswered(act) || act->state == STATE_REJECTED);
}

/* The last receipt ends a message; what never left ends when somebody says so. */
static struct stamp final_time(const struct journey *journey, const struct act *act)
{
    struct stamp final = act->at;

    if (!message_state_is_final(act->state))
        return NEVER;
    if (str_is(act->why, "outcome_never_learnt"))
        return stamp_add(journey->parts[0].sent_at, 48 * HOUR);
    if (act->state == STATE_CANCELLED)
        return stamp_add(act->at, 9 * 60 * STAMP_SECOND);
    for (uint32_t i = 0; i < journey->part_count; i++) {
        const struct journey_part *part = &journey->parts[i];
        struct stamp end = part->receipt_count ? part->receipt_at : part->answered_at;

        if (end.us > final.us)
            final = end;
    }
    return final;
}

static struct stamp due_time(const struct journey *journey, const struct act *act)
{
    if (act->state == STATE_UNKNOWN)
        return stamp_add(journey->parts[0].sent_at, 48 * HOUR);
    if (act->state == STATE_SCHEDULED || act->state == STATE_HELD)
        return act->due_at;
    return NEVER;
}

static bool was_queued(const struct act *act)
{
    return act->state != STATE_SCHEDULED && act->state != STATE_HELD &&
           act->state != STATE_CANCELLED && !str_is(act->why, "opted_out");
}

enum status journey_make(struct arena *arena, const struct act *act, struct stamp now,
                         struct journey *out)
{
    struct dice dice = {.state = dice_mix(act->order, 31)};
    struct journey journey = {.segments = segments_of(arena, act->body), .queued_at = NEVER};

    if (was_queued(act))
        journey.queued_at = earlier(stamp_add(act->at, dice_between(&dice, 60, 480) * MS), now);
    journey.waits = act->state == STATE_QUEUED;
    journey.claimed = act->state == STATE_CLAIMED || act->state == STATE_SENDING;
    journey.in_outbox = journey.waits || journey.claimed;
    while (goes_on(&journey, act))
        part_make(arena, &dice, act, now, &journey);
    journey.final_at = final_time(&journey, act);
    journey.due_at = due_time(&journey, act);
    for (uint32_t i = 0; i < journey.part_count; i++)
        for (uint32_t r = 0; r < journey.parts[i].receipt_count; r++)
            TRY(wire_receipt(arena, act, &journey.parts[i], &journey.parts[i].receipts[r]));
    *out = journey;
    return OK;
}

enum status journey_inbound(struct arena *arena, const struct act *act, uint64_t route_id,
                            struct raw_inbound out[JOURNEY_PARTS], uint32_t *count)
{
    struct segments cut = segments_of(arena, act->body);
    uint32_t parts = cut.count < JOURNEY_PARTS ? cut.count : JOURNEY_PARTS;

    for (uint32_t i = 0; i < parts; i++) {
        out[i] = (struct raw_inbound){
            .route_id = route_id,
            .sender = str_from(str_of(act->talk->firm->sender), 1),
            .msisdn = str_from(act->talk->party.msisdn, 1),
            .coding = coding_number(cut.encoding),
            .concat_ref = parts > 1 ? (uint16_t)(act->order % 200 + 1) : 0,
            .concat_count = (uint8_t)parts,
            .concat_no = (uint8_t)(i + 1),
        };
        TRY(coding_encode(arena, cut.encoding, cut.segments[i].text, &out[i].body));
        TRY(wire_inbound(arena, &out[i]));
    }
    *count = parts;
    return OK;
}
