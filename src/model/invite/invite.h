/* invite.h: a one-time link by which somebody becomes a member
 *
 * 32 random bytes in the link, only their SHA-256 in the table; good for seven days, once, and
 * for the e-mail address, accounts and roles it was made for (AU-13). A new person makes a
 * login with it; somebody who has one adds to it. How one is made is invite_send.h. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/global.h"
#include "model/audit/audit.h"

struct invite {
    uint64_t root_id;
    uint64_t invite_id;
    struct str root_name;
    struct str email;
    struct str inviter; /* their name; absent: the operator */
    struct str note;    /* a line of the inviter's, or empty */
    uint64_t holder_id; /* who signs in with this address already; 0: nobody */
};

/* An account that it names, if it can still be given: the account is open, has not taken its
 * part back, and whoever invited may give roles there now. */
struct invite_part {
    uint64_t account_id;
    struct str account_name;
    struct str zone; /* the account's; a new person's first */
    uint8_t line;
    unsigned role; /* enum role */
    unsigned held; /* enum role: what the holder is there already; it is never lowered */
};

/* Who accepts. */
struct accepting {
    struct str token_hash;       /* 32 bytes: whose invite */
    const struct audit_who *who; /* user_id 0: a new person of this name */
    struct str password;         /* a new person's: PHC string; absent otherwise */
};

extern const struct shape invite_shape;
extern const struct shape invite_part_shape;
extern const struct stmt invite_by_token;
extern const struct stmt invite_parts_of;
extern const struct stmt invite_use;
extern const struct stmt invite_part_take;
extern const struct stmt invite_make_user;
extern const struct stmt invite_make_member;
extern const struct stmt invite_lock_member;
extern const struct stmt invite_raise_member;

/* Statements of all that stands here; AUDIT_GLOBAL_ASKS come with them. */
#define INVITE_ASKS                                                                            \
    &invite_by_token, &invite_parts_of, &invite_use, &invite_part_take, &invite_make_user,     \
        &invite_make_member, &invite_lock_member, &invite_raise_member, &session_shorten

/* The invite of a link, if it can still be taken. NOT_FOUND: used, revoked, declined, too
 * old, unknown. */
enum status invite_find(struct db *db, struct str token_hash, struct invite *out) MUST_USE
    NONNULL(1, 3);

/* What it would give now: rows of struct invite_part, the parent first; may be empty. */
enum status invite_parts(struct db *db, const struct invite *invite, struct list *out) MUST_USE
    NONNULL(1, 2, 3);

/* Take it, in one transaction: make the login of a new person, then the memberships, each with
 * a row in its account's audit log. NOT_FOUND if nothing of it can be taken any more; CONFLICT
 * if the address belongs to somebody else than who accepts. *user_id is whose it is now. */
enum status invite_accept(struct db *db, const struct accepting *accepting,
                          uint64_t *user_id) MUST_USE NONNULL(1, 2, 3);
