/* user.h: login profiles, and what each can enter */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/status.h"
#include "db/global.h"

struct user {
    uint64_t user_id;
    struct str email;
    struct str name;
    struct str password; /* PHC string */
    struct str zone;
    bool may_sign_in; /* verified and not suspended */
    bool two_step;    /* a code is asked for after the password */
};

/* An account that a user can enter, for the switcher: parents first, each with its own. */
struct entrance {
    uint64_t account_id;
    struct str name;
    struct str parent_name; /* the account's own on a parent */
    uint8_t line;
    unsigned role;         /* enum role, the strongest way in */
    uint32_t unread_count; /* unread conversations, by the predicate of that role */
    bool child;            /* its parent is in the list too */
    bool merge; /* the user is Administrator of this parent, and it has sub-accounts */
    uint32_t merge_unread_count; /* of the whole tree, if `merge` */
};

extern const struct shape user_shape;
extern const struct shape entrance_shape;
extern const struct stmt user_by_email;
extern const struct stmt user_by_id;
extern const struct stmt user_set_password;
extern const struct stmt entrance_of_user;

/* Look an e-mail address up, without regard to the case of A to Z and to nothing else.
 * NOT_FOUND if nobody has it. */
enum status user_find(struct db *db, struct str email, struct user *out) MUST_USE NONNULL(1, 3);

/* The same by id. */
enum status user_read(struct db *db, uint64_t user_id, struct user *out) MUST_USE NONNULL(1, 3);

/* Keep a new hash in place of the one just verified; CONFLICT if it has changed meanwhile. */
enum status user_rehash(struct db *db, const struct user *user, struct str phc) MUST_USE
    NONNULL(1, 2);

/* All accounts that the user can enter, closed ones too, in the switcher's order. */
enum status entrance_list(struct db *db, uint64_t user_id, struct list *out) MUST_USE
    NONNULL(1, 3);
