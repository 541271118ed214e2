/* totp.h: two-step sign-in of a user: what their app knows, and their codes on paper
 *
 * The secret lies sealed (crypto/seal.h), bound to its user; only login has the key. A time
 * step is taken once for each user (AU-07), a recovery code once (AU-09), each by a conditional
 * UPDATE. Set up in two moves: a secret is shown, then a code proves that an app has it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "crypto/totp_recovery.h"
#include "db/global.h"
#include "model/login/session.h"
#include "model/mail/notice.h"

struct totp {
    struct str secret; /* sealed */
    bool is_on;
    struct stamp on_at;      /* none while it is only shown */
    int64_t now;             /* the database's clock, seconds since 1970 */
    uint32_t recovery_count; /* recovery codes that were not used */
};

/* The hashes of a new set of recovery codes. */
struct recovery_set {
    struct digest hashes[RECOVERY_CODES];
};

/* A change of somebody's two-step sign-in. */
struct totp_change {
    uint64_t user_id;
    struct str secret;                     /* turned on: the sealed one that the code proves */
    uint64_t step;                         /* of the code that proves it */
    struct str recovery_hash;              /* or the code from paper that does; absent: none */
    const struct recovery_set *codes;      /* the new ones; NULL when it is turned off */
    const struct session_renewal *renewal; /* the session that made it goes on under this */
    struct notice notice;
};

extern const struct shape totp_shape;
extern const struct stmt totp_of_user;
extern const struct stmt totp_drop_shown;
extern const struct stmt totp_insert;
extern const struct stmt totp_move;
extern const struct stmt totp_prove;
extern const struct stmt totp_delete;
extern const struct stmt user_set_two_step;
extern const struct stmt recovery_insert;
extern const struct stmt recovery_use;
extern const struct stmt recovery_delete;

#define TOTP_ASKS                                                                              \
    &totp_of_user, &totp_drop_shown, &totp_insert, &totp_move, &totp_prove, &totp_delete,      \
        &user_set_two_step, &recovery_insert, &recovery_use, &recovery_delete

/* NOT_FOUND: never set up. */
enum status totp_find(struct db *db, uint64_t user_id, struct totp *out) MUST_USE NONNULL(1, 3);

/* Keep a secret that will be shown, in place of one that was shown before. CONFLICT if it is
 * on already. */
enum status totp_show(struct db *db, uint64_t user_id, struct str sealed) MUST_USE NONNULL(1);

/* A code of this step proves it: on from now. CONFLICT: on already, nothing was shown, or
 * another one has been since. */
enum status totp_turn_on(struct db *db, const struct totp_change *change) MUST_USE
    NONNULL(1, 2);
/* Off, recovery codes too. CONFLICT: the step was taken before, or it is off. DENIED: the code
 * from paper is none, or was used. */
enum status totp_turn_off(struct db *db, const struct totp_change *change) MUST_USE
    NONNULL(1, 2);
/* New recovery codes in place of the old ones. CONFLICT: it is off. */
enum status recovery_replace(struct db *db, const struct totp_change *change) MUST_USE
    NONNULL(1, 2);

/* Take a step's code. CONFLICT: that step, or a later one, was taken before. */
enum status totp_take(struct db *db, uint64_t user_id, uint64_t step) MUST_USE NONNULL(1);
/* Take a recovery code and tell of it. DENIED if it is none, or was used. */
enum status recovery_take(struct db *db, uint64_t user_id, struct str code_hash,
                          const struct notice *notice) MUST_USE NONNULL(1, 4);
