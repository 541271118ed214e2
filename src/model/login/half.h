/* half.h: a sign-in whose password was right and whose code is still missing
 *
 * It opens nothing but the page that asks for the code, for five minutes. At most five codes
 * of it are looked at; at the tenth it is gone, and the password has to be given again
 * (AU-08). New ones do not help to guess on: codes are counted for each user, too
 * (model/login/throttle.h). */
#pragma once

#include <stdint.h>

#include "base/status.h"
#include "db/global.h"
#include "model/login/user.h"

enum { HALF_SECONDS = 300, HALF_LOOKED_AT = 5, HALF_TRIES = 10 };

struct half {
    uint64_t user_id;
};

extern const struct shape half_shape;
extern const struct stmt half_insert;
extern const struct stmt half_by_token;
extern const struct stmt half_count;
extern const struct stmt half_count_more;
extern const struct stmt half_delete;
extern const struct stmt half_delete_tried;
extern const struct stmt half_delete_all;

#define HALF_ASKS                                                                              \
    &half_insert, &half_by_token, &half_count, &half_count_more, &half_delete,                 \
        &half_delete_tried, &half_delete_all

/* Begin one, known by the hash of its token (32 bytes). CONFLICT: the password has changed
 * since `user` was read. */
enum status half_start(struct db *db, struct str token_hash, const struct user *user) MUST_USE
    NONNULL(1, 3);

/* Whose it is. NOT_FOUND: over, destroyed, unknown, or its user is suspended or needs no code
 * by now. */
enum status half_find(struct db *db, struct str token_hash, struct half *out) MUST_USE
    NONNULL(1, 3);

/* Count a code before it is looked at, so that parallel ones can't slip through. TOO_MUCH: it
 * is not to be looked at. NOT_FOUND: gone. */
enum status half_try(struct db *db, struct str token_hash) MUST_USE NONNULL(1);

/* It has become a session. NOT_FOUND if it has already. */
enum status half_end(struct db *db, struct str token_hash) MUST_USE NONNULL(1);

/* Inside a global_tx body: end all of the user's, as a new password does. */
enum status half_end_all(struct db *db, uint64_t user_id) MUST_USE NONNULL(1);
