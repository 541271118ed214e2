/* trace_now.c: where a message is now, and what comes then */
#include "model/message/trace_now.h"

static void stop_here(struct story *s, const char *name, struct str why)
{
    stop_add(s, STAMP_NONE, name, why)->here = true;
}

static void stop_next(struct story *s, struct stamp at, const char *name, struct str why)
{
    stop_add(s, at, name, why)->next = true;
}

static uint32_t parts_in(const struct story *s, enum message_state state)
{
    uint32_t count = 0;

    for (size_t i = 0; i < s->facts->parts.count; i++)
        count += LIST_AT(&s->facts->parts, struct trace_part, i)->state == state;
    return count;
}

static void wait_scheduled(struct story *s)
{
    stop_here(s, "Scheduled", STR("It leaves by itself at its time."));
    stop_next(s, s->message->due_at, "Queued", STR("Then it goes to the carrier."));
}

static void wait_held(struct story *s)
{
    struct str why = message_why_people(s->message->why);

    stop_here(s, "On hold",
              SAY(s, "%.*s. It waits here and is not lost.",
                  STR_ARG(why.len ? why : STR("It may not leave now"))));
    stop_next(s, STAMP_NONE, "Queued", STR("As soon as the reason is gone."));
}

static void wait_queued(struct story *s)
{
    const struct trace_wait *wait = &s->facts->wait;

    if (!wait->found)
        stop_here(s, "Waiting to be queued", STR("It is taken within a second."));
    else if (!wait->line_up && stamp_is_none(wait->line_at))
        stop_here(s, "Waiting for the carrier",
                  SAY(s,
                      "There has been no line to route %.*s yet. Messages wait here; none "
                      "is lost.",
                      STR_ARG(wait->route)));
    else if (!wait->line_up)
        stop_here(s, "Waiting for the carrier",
                  SAY(s,
                      "Route %.*s has not answered since %.*s. Messages wait here; none is "
                      "lost.",
                      STR_ARG(wait->route),
                      STR_ARG(clock_time(s->arena, s->clock, wait->line_at))));
    else if (wait->later)
        stop_here(s, "Waiting for the carrier",
                  SAY(s,
                      "Route %.*s asked us to slow down, %u time%s so far. The next try is "
                      "at %.*s.",
                      STR_ARG(wait->route), wait->tries, trace_plural(wait->tries),
                      STR_ARG(clock_seconds(s->arena, s->clock, wait->not_before))));
    else
        stop_here(s, "Next to leave",
                  SAY(s, "It goes out on route %.*s.", STR_ARG(wait->route)));
    stop_next(s, STAMP_NONE, "Handed to the carrier",
              STR("Without any doing of yours, as soon as the line takes it."));
}

static void wait_sending(struct story *s)
{
    stop_here(s, "Sending", STR("It is on the line; the carrier has not answered yet."));
    stop_next(s, STAMP_NONE, "Handed to the carrier",
              STR("If the line breaks before the answer, we do not send it again: it may have "
                  "arrived."));
}

static void wait_receipt(struct story *s)
{
    uint32_t delivered = parts_in(s, STATE_DELIVERED);

    if (delivered > 0)
        stop_here(s, "Waiting for the other receipts",
                  SAY(s, "%u of %u parts %s arrived. Nothing is stuck on our side.", delivered,
                      s->message->parts, delivered == 1 ? "has" : "have"));
    else
        stop_here(
            s, s->message->parts > 1 ? "Waiting for the receipts" : "Waiting for the receipt",
            STR("The carrier has it. The phone may be off or out of coverage. Nothing is "
                "stuck on our side."));
    stop_next(s, STAMP_NONE, "The carrier's last word",
              STR("Most carriers try for one to three days. We do not send it again."));
}

static void wait_unknown(struct story *s)
{
    stop_here(s, "Outcome not known yet",
              STR("It may have arrived or not. A receipt would settle it. We do not send it "
                  "again, so that nobody gets it twice."));
    stop_next(s, s->message->due_at, "If nothing arrives by then: expired",
              STR("It counts as an outcome that was never learnt."));
}

/* The stop before has told it: the last receipt that was not a copy of another. */
static bool end_is_told(const struct story *s)
{
    const struct list *receipts = &s->facts->receipts;
    const struct trace_receipt *last = NULL;

    for (size_t i = 0; i < receipts->count && s->message->parts == 1; i++) {
        const struct trace_receipt *row = LIST_AT(receipts, struct trace_receipt, i);
        bool copy = false;

        for (size_t j = 0; j < i; j++)
            copy = copy || LIST_AT(receipts, struct trace_receipt, j)->outcome == row->outcome;
        if (!copy)
            last = row;
    }
    return last && last->outcome == s->message->state;
}

static void tell_end(struct story *s)
{
    const struct message *m = s->message;
    struct str why = message_why_people(m->why);
    struct stop *last = LIST_AT(&s->out->stops, struct stop, s->out->stops.count - 1);

    if (end_is_told(s)) {
        last->here = true;
        return;
    }
    if (m->state == STATE_DELIVERED)
        why = m->parts > 1 ? SAY(s, "All %u parts have arrived", m->parts)
                           : STR("It has arrived");
    last = stop_add(s, m->final_at, message_state_people(m->state),
                    why.len ? SAY(s, "%.*s.", STR_ARG(why)) : STR(""));
    last->here = true;
    last->bad = message_state_is_bad(m->state);
}

/* Where it is now, and what comes then. */
void tell_now(struct story *s)
{
    switch ((enum message_state)s->message->state) {
    case STATE_SCHEDULED:
        wait_scheduled(s);
        return;
    case STATE_HELD:
        wait_held(s);
        return;
    case STATE_QUEUED:
        wait_queued(s);
        return;
    case STATE_CLAIMED:
    case STATE_SENDING:
        wait_sending(s);
        return;
    case STATE_SUBMITTED:
    case STATE_ENROUTE:
        wait_receipt(s);
        return;
    case STATE_UNKNOWN:
        wait_unknown(s);
        return;
    default:
        tell_end(s);
        return;
    }
}

void tell_headline(struct story *s)
{
    const struct message *m = s->message;
    uint32_t delivered = parts_in(s, STATE_DELIVERED);
    struct str why = message_why_people(m->why);
    const struct stop *here = NULL;

    for (size_t i = 0; i < s->out->stops.count; i++)
        if (LIST_AT(&s->out->stops, struct stop, i)->here)
            here = LIST_AT(&s->out->stops, struct stop, i);
    s->out->headline = SAY(s, "%s.", message_state_people(m->state));
    s->out->detail = here ? here->why : STR("");
    if (m->state == STATE_ENROUTE && m->parts > 1)
        s->out->headline = SAY(s, "On its way: %u of %u parts %s arrived.", delivered, m->parts,
                               delivered == 1 ? "has" : "have");
    if (m->state == STATE_DELIVERED)
        s->out->detail = SAY(s, "It reached the phone %.*s after it was written.",
                             STR_ARG(trace_span(s, m->accepted_at, m->final_at)));
    if (message_state_is_bad(m->state) && why.len)
        s->out->detail = SAY(s, "%.*s. It is not sent again by itself.", STR_ARG(why));
}
