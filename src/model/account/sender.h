/* sender.h: a number of ours; inbound texts find their account by it */
#pragma once

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/global.h"
#include "db/tenant.h"

struct sender {
    uint64_t sender_id;
    struct str msisdn; /* E.164, with the plus */
};
extern const struct shape sender_shape;

/* The number that the account's messages come from: the one it has chosen, else its oldest.
 * NOT_FOUND if it has none. */
enum status sender_default(struct tenant *t, struct sender *out) MUST_USE NONNULL(1, 2);
/* All of the account's, oldest first. */
enum status sender_list(struct tenant *t, struct list *out) MUST_USE NONNULL(1, 2);

/* Whose number this is, for an inbound text. */
struct owner {
    uint64_t root_id;
    uint64_t account_id;
    uint64_t sender_id;
    struct str msisdn;
    struct str country;
    uint8_t reply_days;
};
extern const struct shape owner_shape;

/* NOT_FOUND if nobody owns the number. */
enum status sender_owner(struct db *db, struct str msisdn, struct owner *out) MUST_USE
    NONNULL(1, 3);

extern const struct stmt sender_first;
extern const struct stmt sender_all;
extern const struct stmt sender_by_msisdn;
