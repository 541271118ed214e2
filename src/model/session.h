/* session.h: who is signed in where
 *
 * The table keeps only the SHA-256 of the cookie's token. Idle 30 minutes; at most 12 hours
 * for whoever is an Administrator somewhere, 24 for others; at most 20 a user (SE-04, SE-11).
 * All times are the database's. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/status.h"
#include "db/global.h"

enum { SESSIONS_MOST = 20, FORM_SALT_BYTES = 16, AGENT_BYTES = 255 };

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
    struct str id_hash;  /* 32 bytes */
    struct str old_hash; /* the session it replaces; absent: none */
    struct str form_salt;
    struct str address;
    struct str agent;
};

extern const struct shape session_shape;
extern const struct stmt session_insert;
extern const struct stmt session_delete;
extern const struct stmt session_delete_own;
extern const struct stmt session_delete_others;
extern const struct stmt session_trim;
extern const struct stmt session_of_user;

/* Statements of session_start and the ends below, for a program's asks. */
#define SESSION_ASKS                                                                           \
    &session_insert, &session_delete, &session_delete_own, &session_delete_others,             \
        &session_trim, &session_of_user

/* Insert the new one, end the one it replaces and whatever is over the limit, at once. */
enum status session_start(struct db *db, const struct session_new *session) MUST_USE
    NONNULL(1, 2);

/* End the session of a token's hash; OK if there is none. */
enum status session_end(struct db *db, struct str id_hash) MUST_USE NONNULL(1);
/* End one of the user's own by its number. NOT_FOUND if it is not theirs. */
enum status session_end_own(struct db *db, uint64_t user_id, uint64_t session_id) MUST_USE
    NONNULL(1);
/* End all of the user's but the one of this hash. */
enum status session_end_others(struct db *db, uint64_t user_id, struct str id_hash) MUST_USE
    NONNULL(1);
/* The user's live sessions, the one of this hash first, then the last used first. */
enum status session_list(struct db *db, uint64_t user_id, struct str id_hash,
                         struct list *out) MUST_USE NONNULL(1, 4);
