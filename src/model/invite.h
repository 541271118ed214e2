/* invite.h: a one-time link by which somebody becomes a member
 *
 * 32 random bytes in the link, only their SHA-256 in the table; good for seven days, once,
 * and for the e-mail address, account and role it was made for (AU-13). Here only a new
 * person takes one: login, membership and the used mark are one transaction. */
#pragma once

#include <stdint.h>

#include "base/status.h"
#include "db/global.h"

struct invite {
    uint64_t root_id;
    uint64_t account_id;
    struct str account_name;
    struct str root_name;
    struct str zone; /* the account's; the new person's first */
    uint8_t line;
    struct str email;
    unsigned role;  /* enum role */
    bool has_login; /* somebody signs in with this e-mail address already */
};

struct newcomer {
    struct str token_hash; /* 32 bytes: whose invite */
    struct str name;
    struct str password; /* PHC string */
};

extern const struct shape invite_shape;
extern const struct stmt invite_by_token;
extern const struct stmt invite_use;
extern const struct stmt invite_make_user;
extern const struct stmt invite_make_member;

#define INVITE_ASKS &invite_by_token, &invite_use, &invite_make_user, &invite_make_member

/* The invite of a link, if it can still be taken. NOT_FOUND: used, revoked, too old, unknown.
 */
enum status invite_find(struct db *db, struct str token_hash, struct invite *out) MUST_USE
    NONNULL(1, 3);

/* Take it: make the login and the membership. NOT_FOUND if it can't be taken any more,
 * CONFLICT if the e-mail address has a login by now. *user_id is the new login's. */
enum status invite_accept(struct db *db, const struct newcomer *newcomer,
                          uint64_t *user_id) MUST_USE NONNULL(1, 2, 3);
