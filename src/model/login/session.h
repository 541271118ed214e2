/* session.h: who is signed in where
 *
 * The table keeps only the SHA-256 of the cookie's token. Idle 30 minutes; at most 12 hours
 * for whoever is an Administrator somewhere, 24 for others; at most 20 a user (SE-04, SE-11).
 * All times are the database's. Money and credentials ask for a password that was given less
 * than five minutes ago; giving it renews the session: a new token, the old one dead (SE-03,
 * AU-16). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/status.h"
#include "db/global.h"
#include "model/mail/notice.h"

/* enum session_half (access.h) of a user, in SQL: `user` is a column. */
#define SESSION_HALF(user)                                                                     \
    "(SELECT IFNULL(MAX(CASE COALESCE(IF(FIND_IN_SET('two_step', hp.locks) > 0, NULL,"         \
    "                                     ho.two_step), hp.two_step)"                          \
    "                     WHEN 'required' THEN 2 WHEN 'optional' THEN 0"                       \
    "                     ELSE hm.account_id = hm.root_id END), 0)"                            \
    "   FROM user AS hu JOIN membership AS hm ON hm.user_id = hu.user_id"                      \
    "   LEFT JOIN setting AS ho ON ho.account_id = hm.account_id"                              \
    "   LEFT JOIN setting AS hp ON hp.account_id = hm.root_id"                                 \
    "  WHERE hu.user_id = " user " AND hu.two_step = 0 AND hm.role = 'administrator')"

enum { SESSIONS_MOST = 20, FORM_SALT_BYTES = 16, AGENT_BYTES = 255, FRESH_SECONDS = 300 };

struct session {
    uint64_t session_id;
    struct str agent;
    struct str address;
    struct stamp made_at;
    struct stamp seen_at;
    bool current;
};

struct session_new {
    uint64_t user_id;
    struct str password;    /* PHC string of the one that was given */
    struct str id_hash;     /* 32 bytes */
    struct str old_hash;    /* the session it replaces; absent: none */
    struct str device_hash; /* the browser, which is known from then on; absent: it isn't */
    struct str form_salt;
    struct str address;
    struct str agent;
    const struct notice *notice; /* told in the same transaction; NULL: nothing */
};

/* A session's new key. */
struct session_renewal {
    struct str old_hash; /* 32 bytes each */
    struct str id_hash;
    struct str form_salt;
};

extern const struct shape session_shape;
extern const struct stmt session_insert;
extern const struct stmt session_delete;
extern const struct stmt session_delete_own;
extern const struct stmt session_delete_others;
extern const struct stmt session_trim;
extern const struct stmt session_of_user;
extern const struct stmt session_renew_row;
extern const struct stmt session_delete_all;
extern const struct stmt session_fresh;
extern const struct stmt session_judge_row;
extern const struct stmt session_demand;
extern const struct stmt session_judge_tree_rows;

/* Statements of session_start and the ends below, for a program's asks. */
#define SESSION_ASKS                                                                           \
    &session_insert, &session_delete, &session_delete_own, &session_delete_others,             \
        &session_trim, &session_of_user, &session_renew_row, &session_delete_all,              \
        &session_judge_row, &session_demand
/* Statement of session_is_fresh. */
#define SESSION_FRESH_ASKS &session_fresh

/* Insert the new one, end the one it replaces and whatever is over the limit, and remember the
 * browser, at once. With the statements of device.h.
 * CONFLICT: the password has changed since it was given, or its user was suspended. */
enum status session_start(struct db *db, const struct session_new *session) MUST_USE
    NONNULL(1, 2);

/* End the session of a token's hash; OK if there is none. */
enum status session_end(struct db *db, struct str id_hash) MUST_USE NONNULL(1);
/* End one of the user's own by its number, and tell so. NOT_FOUND if it is not theirs. */
enum status session_end_own(struct db *db, uint64_t user_id, uint64_t session_id,
                            const struct notice *notice) MUST_USE NONNULL(1, 4);
/* End all of the user's but the one of this hash, and tell so if there were any. */
enum status session_leave_others(struct db *db, uint64_t user_id, struct str id_hash,
                                 const struct notice *notice) MUST_USE NONNULL(1, 4);
/* Inside a global_tx body that tells of it itself. */
enum status session_end_others(struct db *db, uint64_t user_id, struct str id_hash) MUST_USE
    NONNULL(1);
/* Inside a global_tx body: end all of the user's. */
enum status session_end_all(struct db *db, uint64_t user_id) MUST_USE NONNULL(1);

/* Inside a global_tx body: the session goes on under another token, as if its password had
 * been given just now; it ends when it would have ended. NOT_FOUND if it is gone. */
enum status session_renew_in(struct db *db, const struct session_renewal *renewal) MUST_USE
    NONNULL(1, 2);
/* The same in a transaction of its own. */
enum status session_renew(struct db *db, const struct session_renewal *renewal) MUST_USE
    NONNULL(1, 2);

/* Inside a global_tx body: the user's two-step sign-in has been turned on or off, or a role
 * that may have asked for it is gone. */
enum status session_judge(struct db *db, uint64_t user_id) MUST_USE NONNULL(1);
/* Inside the transaction that changes a setting of the tree: judge the sessions of its
 * Administrators anew. The program lists session_judge_tree_rows. */
enum status session_judge_tree(struct db *db, uint64_t root_id) MUST_USE NONNULL(1);
/* What would be demanded of the user if they had no two-step sign-in: enum session_half
 * (model/account/access.h). */
enum status session_demanded(struct db *db, uint64_t user_id, uint8_t *out) MUST_USE
    NONNULL(1, 3);

/* Was the password given within the last FRESH_SECONDS? */
enum status session_is_fresh(struct db *db, struct str id_hash, bool *fresh) MUST_USE
    NONNULL(1, 3);

/* The user's live sessions, the one of this hash first, then the last used first. */
enum status session_list(struct db *db, uint64_t user_id, struct str id_hash,
                         struct list *out) MUST_USE NONNULL(1, 4);
