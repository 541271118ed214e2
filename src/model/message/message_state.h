/* message_state.h: where a message or a part of one stands (product.md, 5)
 *
 * One column; every change is a conditional UPDATE on the state before. Ranks bind what
 * receipts may change: never downwards, never from one final state to another. */
#pragma once

#include <stdbool.h>

#include "base/str.h"

/* In the order of the SQL ENUM. */
enum message_state {
    STATE_SCHEDULED,
    STATE_HELD,
    STATE_QUEUED,
    STATE_CLAIMED,
    STATE_SENDING,
    STATE_SUBMITTED,
    STATE_UNKNOWN,
    STATE_ENROUTE,
    STATE_DELIVERED,
    STATE_FAILED,
    STATE_REJECTED,
    STATE_EXPIRED,
    STATE_CANCELLED,
    STATE_RECEIVED, /* every inbound message */
    STATES
};

extern const char *const message_state_words[]; /* "scheduled" …, ended by NULL */

/* What pages say: "Sent to the carrier". Never NULL; static. */
const char *message_state_people(enum message_state state) RETURNS_NONNULL;

/* 0 to 5; 5 is final. */
unsigned message_state_rank(enum message_state state);
bool message_state_is_final(enum message_state state);
/* Final, and the text did not get there. */
bool message_state_is_bad(enum message_state state);

/* Whether a receipt, or the fold of the parts, may move a message or part from `from` to
 * `to`: upwards in rank only. */
bool message_state_may_follow(enum message_state from, enum message_state to);

/* The reason kept in message.why as a sentence without its full stop, such as "The carrier
 * never said what became of it"; empty for none. A word nobody knows comes back as it is. */
struct str message_why_people(struct str why);
