/* account_place.h: an account's own facts: name, colour, country, time zone
 *
 * A sub-account's name and colour are its parent's to give (model/account/account_sub.h). */
#pragma once

#include "base/shape.h"
#include "base/status.h"
#include "db/tenant.h"
#include "model/audit/audit.h"

struct account_place {
    struct str name;
    uint8_t line; /* colour 1 to 7 */
    struct str country;
    struct str zone;
};
extern const struct shape account_place_shape;

enum status account_place_find(struct tenant *t, struct account_place *out) MUST_USE
    NONNULL(1, 2);

/* Change them, as one step of the account's settings: CONFLICT if these have another version
 * by now. Name and colour stay what they are on a sub-account. */
enum status account_place_change(struct tenant *t, uint64_t version,
                                 const struct audit_who *who,
                                 const struct account_place *before,
                                 const struct account_place *after) MUST_USE
    NONNULL(1, 3, 4, 5);

extern const struct stmt account_place_own;
extern const struct stmt account_place_set;
#define ACCOUNT_PLACE_ASKS &account_place_own, &account_place_set
