/* part.h: one segment of an outbound message, once it goes to a carrier
 *
 * The row is made when the segment is about to be sent, and its key refuses to make it
 * twice: that a segment is never sent again after an unknown outcome does not rest on any
 * process's memory. */
#pragma once

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/tenant.h"
#include "model/message/message_state.h"

struct part {
    uint8_t part_no; /* 1 to message.parts */
    unsigned state;  /* enum message_state */
};
extern const struct shape part_shape;

/* The parts of a message that have rows, in their order. */
enum status part_list(struct tenant *t, uint64_t message_id, struct list *out) MUST_USE
    NONNULL(1, 3);

/* About to be sent: make it `sending`. CONFLICT if it was before, unless the carrier had
 * said that it did not take it (`claimed`). */
enum status part_begin(struct tenant *t, uint64_t message_id, uint8_t part_no,
                       uint64_t route_id) MUST_USE NONNULL(1);

/* What the carrier answered; `carrier_id` as it wrote it, absent if it gave none, `error`
 * its code. CONFLICT if the part is no longer `sending`. */
struct part_answer {
    uint64_t message_id;
    uint8_t part_no;
    enum message_state to; /* submitted, rejected, unknown, or claimed: not taken this time */
    struct str carrier_id;
    struct str error;
};
enum status part_answered(struct tenant *t, const struct part_answer *answer) MUST_USE
    NONNULL(1, 2);

extern const struct stmt part_rows;
extern const struct stmt part_add;
extern const struct stmt part_again;
extern const struct stmt part_answer_row;
#define PART_SEND_ASKS &part_rows, &part_add, &part_again, &part_answer_row
