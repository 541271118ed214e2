/* mail_out.h: mails that have to leave, for maild
 *
 * Taking one is a conditional UPDATE that writes owner, epoch and the lease's end, committed
 * before the network is touched. Whatever becomes of it is written only as long as owner and
 * epoch are still the same, so that a process that has slept through its lease changes
 * nothing. A lease that runs out makes the row free again: the mail is sent once more, under
 * the same Message-ID. */
#pragma once

#include <stdbool.h>

#include "base/shape.h"
#include "db/global.h"

struct mail_out {
    uint64_t mail_id;
    struct str message_ref;
    struct str kind;
    struct str to_email;
    struct str to_name;
    struct str sealed;
    uint64_t tries; /* with this one */
    uint64_t epoch; /* of this claim */
    bool late;      /* its time is over: it is to be given up */
    struct stamp queued_at;
};
extern const struct shape mail_out_shape;

/* Take the one that has waited longest. NOT_FOUND if none is due; BUSY if others took all that
 * were looked at. `owner` names this process. */
enum status mail_claim(struct db *db, struct str owner, uint32_t lease_seconds,
                       struct mail_out *out) MUST_USE NONNULL(1, 4);

/* It has left; or it never will, and `why`. What it said is erased. CONFLICT if the claim is
 * no longer ours. */
enum status mail_sent(struct db *db, struct str owner, const struct mail_out *mail) MUST_USE
    NONNULL(1, 3);
enum status mail_failed(struct db *db, struct str owner, const struct mail_out *mail,
                        struct str why) MUST_USE NONNULL(1, 3);
/* Again in so many seconds. CONFLICT as above. */
enum status mail_again(struct db *db, struct str owner, const struct mail_out *mail,
                       uint32_t seconds, struct str why) MUST_USE NONNULL(1, 3);

/* Claims that stand, at most 100, to find those of processes that are no more. */
struct mail_claim {
    uint64_t mail_id;
    struct str owner;
    uint64_t epoch;
};
extern const struct shape mail_claim_shape;
enum status mail_claims(struct db *db, struct list *out) MUST_USE NONNULL(1, 2);
/* Make it free at once. OK also if it has been settled meanwhile. */
enum status mail_free(struct db *db, const struct mail_claim *claim) MUST_USE NONNULL(1, 2);

/* Forget what was sent a week ago and what failed a month ago, at most 1,000 of each. */
enum status mail_purge(struct db *db) MUST_USE NONNULL(1);

extern const struct stmt mail_due_row;
extern const struct stmt mail_claim_row;
extern const struct stmt mail_sent_row;
extern const struct stmt mail_failed_row;
extern const struct stmt mail_again_row;
extern const struct stmt mail_claim_rows;
extern const struct stmt mail_free_row;
extern const struct stmt mail_purge_sent;
extern const struct stmt mail_purge_failed;
#define MAIL_OUT_ASKS                                                                          \
    &mail_due_row, &mail_claim_row, &mail_sent_row, &mail_failed_row, &mail_again_row,         \
        &mail_claim_rows, &mail_free_row, &mail_purge_sent, &mail_purge_failed
