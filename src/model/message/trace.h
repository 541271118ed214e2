/* trace.h: where a message is, in plain words
 *
 * A list of stops as on a timetable: what happened, what is waited for and why, and what
 * comes next if nothing does. Read from message, part and raw rows; it has no rows of its
 * own. Amounts of money never stand here. */
#pragma once

#include <stdbool.h>

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/tenant.h"
#include "model/message/message.h"
#include "text/clock.h"

struct stop {
    struct stamp at; /* none for one that is being waited for */
    struct str name; /* "Handed to the carrier" */
    struct str why;  /* a sentence or two */
    bool here;       /* where it is now */
    bool next;       /* what comes then, if nothing else does; .at is when, or none */
    bool bad;        /* it ended here, and badly */
};
extern const struct shape stop_shape;

struct trace {
    struct str headline; /* "On its way: 1 of 2 parts has arrived." */
    struct str detail;   /* what that means, in a sentence; may be empty */
    struct list stops;   /* of struct stop, in their order */
};

/* `message` comes from message_find, which decides whether one may see it. Times inside
 * sentences are written by `clock`. */
enum status trace_read(struct tenant *t, const struct message *message, struct clock *clock,
                       struct trace *out) MUST_USE NONNULL(1, 2, 3, 4);

extern const struct stmt trace_parts;
extern const struct stmt trace_receipts;
extern const struct stmt trace_outbox;
extern const struct stmt trace_account;
extern const struct stmt trace_answered;
#define TRACE_ASKS &trace_parts, &trace_receipts, &trace_outbox, &trace_account, &trace_answered
