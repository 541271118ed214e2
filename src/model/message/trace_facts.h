/* trace_facts.h: what is known of a message's way, for trace.c and trace_story.c alone
 *
 * Reading and telling are apart, so that the telling can be tested without a database. */
#pragma once

#include <stdbool.h>

#include "base/list.h"
#include "base/shape.h"
#include "model/message/message.h"
#include "model/message/trace.h"

/* A segment that has gone, or is going, to a carrier. */
struct trace_part {
    uint8_t part_no;
    unsigned state;   /* enum message_state */
    struct str route; /* its name */
    struct str carrier_id;
    struct str error;
    struct stamp sent_at;
    struct stamp answered_at;
};
extern const struct shape trace_part_shape;

/* What a carrier said, in the order it came. */
struct trace_receipt {
    uint8_t part_no;
    unsigned outcome; /* enum message_state */
    struct str error;
    struct stamp came_at;
};
extern const struct shape trace_receipt_shape;

/* Its place in the outbox. */
struct trace_wait {
    bool found;
    struct str route;
    bool line_up;
    struct stamp line_at;    /* since when the line is so; none: it was never up */
    bool later;              /* the carrier asked us to slow down … */
    struct stamp not_before; /* … and the next try is then */
    uint32_t tries;
};
extern const struct shape trace_wait_shape;

struct trace_facts {
    const struct message *message;
    struct str account_name;
    struct list parts;    /* of struct trace_part */
    struct list receipts; /* of struct trace_receipt */
    struct trace_wait wait;
    struct stamp answers_at; /* inbound: when the message was written that it answers; none */
    struct str answers_name; /* by whom */
};

/* Tell it. */
void trace_tell(struct arena *arena, struct clock *clock, const struct trace_facts *facts,
                struct trace *out) NONNULL(1, 2, 3, 4);
