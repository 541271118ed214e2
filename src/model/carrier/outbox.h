/* outbox.h: messages that still have to leave
 *
 * schedd puts a row in, in the transaction that queues the message; esmed claims it under
 * its route's lease, and takes it out in the transaction that notes the carrier's answer. */
#pragma once

#include <stdint.h>

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/global.h"
#include "db/tenant.h"

struct outbox {
    uint64_t message_id;
    uint64_t root_id;
    uint64_t account_id;
    uint32_t tries; /* how often the carrier would not take it yet */
};
extern const struct shape outbox_shape;

/* So many messages of one account may wait to leave; a press may go over it by its own. */
enum { OUTBOX_MOST = 100000 };

/* May the account send more? BUSY, if so many wait that it had better not. */
enum status outbox_room(struct tenant *t) MUST_USE NONNULL(1);

/* Whose rows: the holder of a route's lease. */
struct outbox_owner {
    uint64_t route_id;
    struct str owner;
    uint64_t epoch;
};

/* Claim up to `most` free rows that may leave now, by priority, account and age: for a look at
 * each row; see outbox_share for the rule. */
enum status outbox_claim(struct db *db, const struct outbox_owner *owner,
                         uint32_t most) MUST_USE NONNULL(1, 2);
/* All rows that the owner holds, at most 500. */
enum status outbox_claimed(struct db *db, const struct outbox_owner *owner,
                           struct list *out) MUST_USE NONNULL(1, 2, 3);
/* Rows that a lease before this epoch left behind, at most 200. */
enum status outbox_left(struct db *db, const struct outbox_owner *owner,
                        struct list *out) MUST_USE NONNULL(1, 2, 3);

/* Give a row free again, to be claimed not before so many seconds from now; `tried` counts
 * a try. */
enum status outbox_release(struct db *db, uint64_t message_id, uint32_t seconds,
                           bool tried) MUST_USE NONNULL(1);
/* It has left, or will never. */
enum status outbox_remove(struct db *db, uint64_t message_id) MUST_USE NONNULL(1);

/* What goes to the carrier. */
struct outbox_text {
    unsigned state;    /* enum message_state */
    struct str sender; /* E.164 */
    struct str msisdn; /* E.164, or a short code */
    struct str body;
    uint8_t parts;
};
extern const struct shape outbox_text_shape;

/* NOT_FOUND if the message is not in the account. */
enum status outbox_text_find(struct tenant *t, uint64_t message_id,
                             struct outbox_text *out) MUST_USE NONNULL(1, 3);

/* The 16-bit number by which a carrier's receipt can name a part (user_message_reference),
 * and the 8-bit one that ties a message's parts together; the same at every try. */
uint16_t outbox_reference(uint64_t message_id, uint8_t part_no);
uint8_t outbox_concat_reference(uint64_t message_id);

extern const struct stmt outbox_last_place;
extern const struct stmt outbox_claim_rows;
extern const struct stmt outbox_claimed_rows;
extern const struct stmt outbox_left_rows;
extern const struct stmt outbox_release_row;
extern const struct stmt outbox_remove_row;
extern const struct stmt outbox_text_by_id;
#define OUTBOX_SEND_ASKS                                                                       \
    &outbox_claim_rows, &outbox_claimed_rows, &outbox_left_rows, &outbox_release_row,          \
        &outbox_remove_row, &outbox_text_by_id
