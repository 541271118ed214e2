/* reset.h: a one-time link by which a forgotten password is replaced
 *
 * 32 random bytes in the link, only their SHA-256 in the table; good for 30 minutes, once, and
 * not after any later change of the password (AU-12). At most three an hour for each user, so
 * that nobody can fill somebody's post. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "db/global.h"
#include "model/mail/notice.h"

enum { RESET_MINUTES = 30, RESETS_AN_HOUR = 3 };

struct reset {
    uint64_t user_id;
    struct str email;
    struct str name;
    struct str password; /* PHC string of the forgotten one */
    bool two_step;
};

extern const struct shape reset_shape;
extern const struct stmt reset_lock_user;
extern const struct stmt reset_insert;
extern const struct stmt reset_by_token;
extern const struct stmt reset_use;
extern const struct stmt reset_end_all;

#define RESET_ASKS &reset_lock_user, &reset_insert, &reset_by_token, &reset_use, &reset_end_all

/* Make a link for the user and queue the notice's mail with it. CONFLICT: they have had their
 * three, can't sign in anyway, or there is no such user (0: surely none); nothing was done,
 * with as much work. */
enum status reset_make(struct db *db, uint64_t user_id, struct str token_hash,
                       const struct notice *notice) MUST_USE NONNULL(1, 4);

/* The link, if it can still be taken. NOT_FOUND: used, too old, unknown. */
enum status reset_find(struct db *db, struct str token_hash, struct reset *out) MUST_USE
    NONNULL(1, 3);

/* Inside a global_tx body: use it up. NOT_FOUND if it can't be taken any more. */
enum status reset_take(struct db *db, struct str token_hash) MUST_USE NONNULL(1);
/* Inside a global_tx body: no link of the user works any more. */
enum status reset_forget(struct db *db, uint64_t user_id) MUST_USE NONNULL(1);
