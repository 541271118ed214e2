/* throttle.h: failed sign-ins slow further tries down, and never lock anybody out
 *
 * Requirement AU-06. A try is counted before the password is looked at, so that parallel
 * tries can't slip through; a success takes it back. Per e-mail address: ten failures in 15
 * minutes are free, then each try has to wait 1, 2, 4 … 60 s after the one before. Per IP
 * address: 100 an hour. Whether somebody has the e-mail address makes no difference. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "db/global.h"

extern const struct shape throttle_shape;
extern const struct stmt throttle_count;
extern const struct stmt throttle_count_address;
extern const struct stmt throttle_read;
extern const struct stmt throttle_forget;
extern const struct stmt throttle_take_back;

#define THROTTLE_ASKS                                                                          \
    &throttle_count, &throttle_count_address, &throttle_read, &throttle_forget,                \
        &throttle_take_back

/* Whose tries are counted; hashes of 32 bytes. */
struct tries {
    struct str email_hash;
    struct str address_hash;
    bool counted; /* by throttle_try */
};

/* Count a try. TOO_MUCH, and nothing counted, if it comes too early; then *wait is the number
 * of seconds until one may be made. */
enum status throttle_try(struct db *db, struct tries *tries, uint32_t *wait) MUST_USE
    NONNULL(1, 2, 3);

/* The try was a success: forget the e-mail address's failures, and this one of the address if
 * it was counted. One that was not takes none back, or whoever signs in themselves now and
 * then could go on guessing for ever. */
enum status throttle_succeeded(struct db *db, const struct tries *tries) MUST_USE NONNULL(1, 2);
