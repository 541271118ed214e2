/* outbox_group.h: steps of many messages on their way out, a round trip each
 *
 * The plain course of things only: every message of the group is where its lease left it.
 * Each call changes all of its rows or says CONFLICT; then the caller's transaction is over,
 * and it goes message by message instead. What a message may do next is decided here by the
 * same conditions as for one: the state before. Whose rows they are, the outbox says. */
#pragma once

#include "model/carrier/outbox.h"
#include "model/message/message_state.h"

enum { OUTBOX_GROUP = 60 /* messages that go together */ };

/* Free rows become the owner's, and their messages go from `queued` to `claimed`. At most
 * OUTBOX_GROUP. */
enum status outbox_group_claim(struct db *db, const struct outbox_owner *owner,
                               const uint64_t *ids, size_t count) MUST_USE NONNULL(1, 2, 3);

/* What goes to the carrier, by message_id; fewer rows than ids if some are gone. The list
 * may hold an earlier group's. */
struct outbox_group_text {
    uint64_t message_id;
    unsigned state; /* enum message_state */
    uint8_t parts;
    struct str sender;
    struct str msisdn;
    struct str body;
};
extern const struct shape outbox_group_text_shape;
enum status outbox_group_texts(struct db *db, const uint64_t *ids, size_t count,
                               struct list *out) MUST_USE NONNULL(1, 2, 4);

/* Messages that go from `claimed` to `sending`, each with a first part that was never tried:
 * it is `sending` too. At most OUTBOX_GROUP. */
enum status outbox_group_begin(struct db *db, const uint64_t *ids, size_t count) MUST_USE
    NONNULL(1, 2);

/* Messages of one part that the carrier took: part and message go from `sending` to
 * `submitted`, the carrier's id is noted for receipts, the inbox is told, and the outbox is
 * rid of them. */
struct outbox_taken {
    uint64_t message_id;
    struct str carrier_id; /* as the carrier wrote it */
    struct str receipt_id; /* as the route's receipts will */
};
enum status outbox_group_taken(struct db *db, const struct outbox_taken *taken,
                               size_t count) MUST_USE NONNULL(1, 2);

extern const struct stmt outbox_group_owned;
extern const struct stmt outbox_group_claimed;
extern const struct stmt outbox_group_text_rows;
extern const struct stmt outbox_group_sending;
extern const struct stmt outbox_group_parts;
extern const struct stmt outbox_group_answered;
extern const struct stmt outbox_group_refs;
extern const struct stmt outbox_group_submitted;
extern const struct stmt outbox_group_news;
extern const struct stmt outbox_group_removed;
#define OUTBOX_GROUP_ASKS                                                                      \
    &outbox_group_owned, &outbox_group_claimed, &outbox_group_text_rows,                       \
        &outbox_group_sending, &outbox_group_parts, &outbox_group_answered,                    \
        &outbox_group_refs, &outbox_group_submitted, &outbox_group_news, &outbox_group_removed
