/* trace_story.c: where a message is, told stop by stop
 *
 * Sentences are short and whole; none blames anybody, and none promises what only a carrier
 * or a phone can do. */
#include "model/message/trace_now.h"
#include "model/message/trace_stop.h"
#include "text/segment.h"

/* Accepted, and counted. */
static void tell_start(struct story *s)
{
    const struct message *m = s->message;
    struct segments segments = segments_of(s->arena, m->body);
    bool wide = segments.encoding == ENCODING_UCS2;
    struct str who = m->user_name.len ? m->user_name : STR("A program");
    struct str odd = {0};

    stop_add(s, m->accepted_at, "Accepted",
             SAY(s, "%.*s wrote it in %.*s.", STR_ARG(who), STR_ARG(s->facts->account_name)));
    if (wide && segments.forced)
        odd = SAY(s, ", because of “%.*s”", STR_ARG(segments.forcing));
    stop_add(s, m->accepted_at, "Counted",
             SAY(s, "%u character%s in the %s%.*s%s.", segments.units,
                 trace_plural(segments.units),
                 wide ? "wide alphabet (UCS-2)" : "basic SMS alphabet (GSM-7)", STR_ARG(odd),
                 segments.count < 2 ? ""
                 : wide             ? ", 67 to a part"
                                    : ", 153 to a part"))
        ->name = SAY(s, "Counted: %u part%s", segments.count, trace_plural(segments.count));
}

static void tell_queued(struct story *s)
{
    const struct message *m = s->message;

    if (stamp_is_none(m->queued_at))
        return;
    stop_add(s, m->queued_at, "Queued",
             SAY(s, "Waited %.*s until it was its turn.",
                 STR_ARG(trace_span(s, m->accepted_at, m->queued_at))));
}

/* One stop for all parts that a carrier took, one for each that went another way. */
static void tell_taken(struct story *s)
{
    const struct trace_facts *f = s->facts;
    struct strbuf ids = {.arena = s->arena};
    const struct trace_part *first = NULL;
    struct stamp answered = STAMP_NONE;
    uint32_t taken = 0;

    for (size_t i = 0; i < f->parts.count; i++) {
        const struct trace_part *part = LIST_AT(&f->parts, struct trace_part, i);

        if (!part->carrier_id.len || stamp_is_none(part->answered_at))
            continue;
        first = first ? first : part;
        answered = part->answered_at;
        strbuf_put_format(&ids, "%s%.*s", taken++ ? ", " : "", STR_ARG(part->carrier_id));
    }
    if (!first)
        return;
    stop_add(s, answered, "Handed to the carrier",
             SAY(s, "Route %.*s. The carrier answered after %.*s with the id%s %.*s.",
                 STR_ARG(first->route), STR_ARG(trace_span(s, first->sent_at, answered)),
                 trace_plural(taken), STR_ARG(strbuf_str(&ids))));
}

/* A receipt may have moved such a part since; the answer stays what it was. */
static void tell_lost(struct story *s)
{
    const struct trace_facts *f = s->facts;

    for (size_t i = 0; i < f->parts.count; i++) {
        const struct trace_part *part = LIST_AT(&f->parts, struct trace_part, i);

        if (part->carrier_id.len || stamp_is_none(part->sent_at))
            continue;
        if (part->state == STATE_REJECTED)
            stop_add(s, part->answered_at, "Refused by the carrier",
                     SAY(s, "Route %.*s refused part %u with the code %.*s.",
                         STR_ARG(part->route), part->part_no, STR_ARG(part->error)))
                ->bad = true;
        if (part->state == STATE_UNKNOWN)
            stop_add(s, part->sent_at, "Sent, without an answer",
                     SAY(s,
                         "Part %u went out on route %.*s, and the line broke before the "
                         "carrier answered.",
                         part->part_no, STR_ARG(part->route)));
    }
}

static const struct {
    enum message_state outcome;
    const char *name;
    const char *why;
} sayings[] = {
    {STATE_ENROUTE, "On its way", "Receipt: the carrier is trying to reach the phone."},
    {STATE_DELIVERED, "Arrived", "Receipt: delivered to the handset."},
    {STATE_FAILED, "Not delivered", "Receipt: the carrier could not deliver it."},
    {STATE_REJECTED, "Refused", "Receipt: the carrier refused it."},
    {STATE_EXPIRED, "Expired",
     "Receipt: the phone could not be reached until the carrier gave up."},
    {STATE_UNKNOWN, "No news", "Receipt: the carrier itself does not know."},
};

/* How often the same was said of the same part before row `i`, and in all. */
static uint32_t said_times(const struct list *receipts, size_t i, uint32_t *before)
{
    const struct trace_receipt *row = LIST_AT(receipts, struct trace_receipt, i);
    uint32_t times = 0;

    *before = 0;
    for (size_t j = 0; j < receipts->count; j++) {
        const struct trace_receipt *other = LIST_AT(receipts, struct trace_receipt, j);
        bool same = other->part_no == row->part_no && other->outcome == row->outcome;

        times += same;
        *before += same && j < i;
    }
    return times;
}

/* Whether an earlier receipt had ended this part already. */
static bool came_late(const struct list *receipts, size_t i)
{
    const struct trace_receipt *row = LIST_AT(receipts, struct trace_receipt, i);
    unsigned highest = 0;

    for (size_t j = 0; j < i; j++) {
        const struct trace_receipt *other = LIST_AT(receipts, struct trace_receipt, j);

        if (other->part_no == row->part_no && message_state_rank(other->outcome) > highest)
            highest = message_state_rank(other->outcome);
    }
    return highest >= message_state_rank(row->outcome) && highest > 0;
}

static const char *times_text(uint32_t times)
{
    return times == 2 ? "It came twice; the second copy changed nothing."
                      : "It came several times; the copies changed nothing.";
}

static struct str receipt_why(struct story *s, size_t i, const char *saying, uint32_t times)
{
    const struct trace_receipt *row = LIST_AT(&s->facts->receipts, struct trace_receipt, i);
    struct strbuf why = {.arena = s->arena};
    bool bad = message_state_is_bad(row->outcome);

    strbuf_put_z(&why, saying);
    if (bad && row->error.len)
        strbuf_put_format(&why, " Its code: %.*s.", STR_ARG(row->error));
    if (times > 1)
        strbuf_put_format(&why, " %s", times_text(times));
    else if (came_late(&s->facts->receipts, i))
        strbuf_put_z(&why, " It came after the outcome was known and changed nothing.");
    return strbuf_str(&why);
}

static void tell_receipt(struct story *s, size_t i)
{
    const struct trace_receipt *row = LIST_AT(&s->facts->receipts, struct trace_receipt, i);
    uint32_t before;
    uint32_t times = said_times(&s->facts->receipts, i, &before);

    if (before > 0)
        return;
    for (size_t k = 0; k < COUNT_OF(sayings); k++) {
        struct stop *stop;

        if (sayings[k].outcome != row->outcome)
            continue;
        stop = stop_add(s, row->came_at, sayings[k].name,
                        receipt_why(s, i, sayings[k].why, times));
        stop->bad = message_state_is_bad(row->outcome) && !came_late(&s->facts->receipts, i);
        if (s->message->parts > 1)
            stop->name = SAY(s, "Part %u: %s", row->part_no, sayings[k].name);
    }
}

static void tell_inbound(struct story *s)
{
    const struct message *m = s->message;
    struct str name = s->facts->answers_name;

    stop_add(s, m->accepted_at, "Received",
             SAY(s, "The carrier handed it over for %.*s, the number of %.*s.",
                 STR_ARG(m->sender), STR_ARG(s->facts->account_name)));
    if (m->parts > 1)
        stop_add(s, m->accepted_at, "Put together", SAY(s, "It came in %u parts.", m->parts));
    if (m->repeated)
        stop_add(s, m->accepted_at, "Perhaps a copy",
                 STR("The same words came from the same number within a minute. Both are kept, "
                     "since a second one may be meant."));
    if (!stamp_is_none(s->facts->answers_at))
        stop_add(s, m->accepted_at, "An answer",
                 SAY(s, "It counts as a reply to what %.*s wrote on %.*s.",
                     STR_ARG(name.len ? name : STR("a program")),
                     STR_ARG(clock_whole(s->arena, s->clock, s->facts->answers_at))));
    LIST_AT(&s->out->stops, struct stop, s->out->stops.count - 1)->here = true;
    s->out->headline = STR("Received.");
    s->out->detail = STR("It stands in the conversation.");
}

void trace_tell(struct arena *arena, struct clock *clock, const struct trace_facts *facts,
                struct trace *out)
{
    struct trace trace = {.stops = {.shape = &stop_shape}};
    struct story s = {.arena = arena,
                      .clock = clock,
                      .facts = facts,
                      .message = facts->message,
                      .out = &trace};

    if (facts->message->direction == DIRECTION_IN) {
        tell_inbound(&s);
    } else {
        tell_start(&s);
        tell_queued(&s);
        tell_taken(&s);
        tell_lost(&s);
        for (size_t i = 0; i < facts->receipts.count; i++)
            tell_receipt(&s, i);
        tell_now(&s);
        tell_headline(&s);
    }
    *out = trace;
}
