/* receipt_match.h: the part that a receipt speaks of when it names no id that we know
 *
 * An id is unknown when the answer that would have brought it was lost, or brought none: the
 * part's outcome is unknown then, and its receipt is the only way to learn it (DI-04). esmed
 * writes such a part down; dlrd finds it by all that the receipt tells (security.md, 2.6):
 * route, destination and reference must be the same, the carrier's submit date and what it
 * quotes of the text must not speak against it. Two that fit are none. */
#pragma once

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/global.h"
#include "db/tenant.h"
#include "model/carrier/carrier.h"
#include "model/carrier/receipt.h"

/* esmed, in the transaction that gives up the answer. OK also if it stands there already. */
enum status receipt_match_note(struct tenant *t, uint64_t message_id, uint8_t part_no) MUST_USE
    NONNULL(1);

/* A part that may be meant. */
struct unnamed {
    uint64_t root_id;
    uint64_t account_id;
    uint64_t message_id;
    uint8_t part_no;
    uint8_t parts; /* of its message */
    struct str body;
    struct stamp sent_at;
};
extern const struct shape unnamed_shape;

/* Nothing that the receipt says rules the part out. */
bool receipt_match_fits(const struct unnamed *part,
                        const struct receipt_row *receipt) MUST_USE NONNULL(1, 2);

/* NOT_FOUND: no part fits. CONFLICT: several do. */
enum status receipt_match(struct db *db, const struct receipt_row *receipt,
                          struct carrier_ref *out) MUST_USE NONNULL(1, 2, 3);

/* Forget parts that nobody will name any more, at most 1,000. */
enum status receipt_match_forget(struct db *db) MUST_USE NONNULL(1);

extern const struct stmt receipt_match_add;
extern const struct stmt receipt_match_rows;
extern const struct stmt receipt_match_old;
#define RECEIPT_MATCH_ASKS &receipt_match_rows, &receipt_match_old
