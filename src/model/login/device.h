/* device.h: browsers that have signed in before
 *
 * Whoever brings a device's cookie for the same user is not slowed down by others' failures
 * (AU-06). Kept for 180 days after the last use; a new password makes all but the browser that
 * set it unknown again, since whoever learnt the old one may have got known by it. */
#pragma once

#include <stdint.h>

#include "base/status.h"
#include "db/global.h"

enum { DEVICE_SECONDS = 180 * 86400 };

struct device {
    uint64_t user_id;
};

extern const struct shape device_shape;
extern const struct stmt device_by_token;
extern const struct stmt device_keep_row;
extern const struct stmt device_of_user;
extern const struct stmt device_disown;

#define DEVICE_ASKS &device_by_token, &device_keep_row, &device_of_user, &device_disown

/* Whose device it is; NOT_FOUND if it is unknown or too old. */
enum status device_find(struct db *db, struct str token_hash, struct device *out) MUST_USE
    NONNULL(1, 3);
/* Has the user ever signed in with any? NOT_FOUND if not. */
enum status device_any(struct db *db, uint64_t user_id) MUST_USE NONNULL(1);
/* Remember the device for the user, or that it was used again. */
enum status device_keep(struct db *db, struct str token_hash, uint64_t user_id) MUST_USE
    NONNULL(1);
/* Inside a global_tx body: none of the user's is known any more, but the one of this hash
 * (absent: none at all). That there were some, and when, is kept. */
enum status device_forget(struct db *db, uint64_t user_id, struct str kept_hash) MUST_USE
    NONNULL(1);
