/* message_state.c: where a message or a part of one stands */
#include "model/message/message_state.h"

#include <assert.h>

static const struct {
    const char *people;
    unsigned rank;
    bool bad;
} states[STATES] = {
    [STATE_SCHEDULED] = {"Scheduled", 0, false},
    [STATE_HELD] = {"On hold", 0, false},
    [STATE_QUEUED] = {"Queued", 1, false},
    [STATE_CLAIMED] = {"Sending", 2, false},
    [STATE_SENDING] = {"Sending", 2, false},
    [STATE_SUBMITTED] = {"Sent to the carrier", 3, false},
    [STATE_UNKNOWN] = {"Outcome not known yet", 3, false},
    [STATE_ENROUTE] = {"On its way", 4, false},
    [STATE_DELIVERED] = {"Delivered", 5, false},
    [STATE_FAILED] = {"Not delivered", 5, true},
    [STATE_REJECTED] = {"Refused", 5, true},
    [STATE_EXPIRED] = {"Expired", 5, true},
    [STATE_CANCELLED] = {"Cancelled", 5, false},
    [STATE_RECEIVED] = {"Received", 5, false},
};

const char *const message_state_words[] = {"scheduled", "held",      "queued",   "claimed",
                                           "sending",   "submitted", "unknown",  "enroute",
                                           "delivered", "failed",    "rejected", "expired",
                                           "cancelled", "received",  NULL};

/* Words of message.why. */
static const struct {
    const char *why;
    const char *people;
} reasons[] = {{"account_suspended", "The account is suspended"},
               {"quiet_hours", "It is night where the recipient is"},
               {"no_route", "No carrier is set up to take it"},
               {"outcome_never_learnt", "The carrier never said what became of it"},
               {"carrier_failed", "The carrier could not deliver it"},
               {"carrier_rejected", "The carrier refused it"},
               {"carrier_expired", "The phone could not be reached until the carrier gave up"},
               {"opted_out", "The recipient has opted out"},
               {NULL, NULL}};

const char *message_state_people(enum message_state state)
{
    assert(state < STATES);
    return states[state].people;
}

unsigned message_state_rank(enum message_state state)
{
    assert(state < STATES);
    return states[state].rank;
}

bool message_state_is_final(enum message_state state)
{
    return message_state_rank(state) == 5;
}

bool message_state_is_bad(enum message_state state)
{
    assert(state < STATES);
    return states[state].bad;
}

bool message_state_may_follow(enum message_state from, enum message_state to)
{
    return message_state_rank(to) > message_state_rank(from);
}

struct str message_why_people(struct str why)
{
    for (size_t i = 0; reasons[i].why; i++)
        if (str_is(why, reasons[i].why))
            return str_of(reasons[i].people);
    return why;
}
