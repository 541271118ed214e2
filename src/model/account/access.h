/* access.h: who is behind a session, and what they are in one account
 *
 * One joined row a visit (requirement SE-07): role, suspension and state are read anew each
 * time, so that a change takes effect on the next request. What every page of an account shows
 * of its inbox comes with it, so that a poll for news needs nothing else. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/shape.h"
#include "base/status.h"
#include "db/global.h"
#include "model/conversation/inbox.h"

enum account_state { ACCOUNT_ACTIVE, ACCOUNT_SUSPENDED, ACCOUNT_CLOSED };
extern const char *const account_state_words[];

/* Is two-step sign-in demanded of the session's user, who has not set it up? The operator's
 * word stands in the configuration (two_step_parents) and is for parents' Administrators; an
 * account's setting goes before it (AU-10). */
enum session_half { HALF_NOT, HALF_BY_OPERATOR, HALF_BY_SETTING };

struct access {
    uint64_t session_id;
    uint64_t user_id;
    struct str user_name;
    struct str email;
    struct str user_zone;
    struct str form_salt;
    uint8_t half;       /* two-step sign-in is missing: enum session_half */
    bool touch_due;     /* seen_at is older than a minute */
    bool is_root_admin; /* Administrator of the account's parent; outside an account: of any */
    bool viewing;       /* in this account with another member's eyes (people/view_as.h) */
    struct stamp view_until;
    uint64_t root_id; /* 0 and absent from here on: no such account, or none asked for */
    uint64_t account_id;
    struct str account_name;
    struct str root_name;
    unsigned account_state; /* enum account_state */
    unsigned root_state;
    uint8_t line;
    struct str country;
    unsigned own_role;    /* enum role: as a member of the account itself */
    unsigned root_role;   /* as a member of its parent */
    unsigned inbox_scope; /* enum inbox_scope: whose inbox the next one counts; INBOX_UNSET: it
                             has no row, since nothing has happened in it */
    struct inbox_count inbox;
    bool has_several;  /* they are a member of more than one account; false unless framed */
    bool has_branches; /* the tree has sub-accounts; likewise */
};

extern const struct shape access_shape;
extern const struct stmt access_outside;
extern const struct stmt access_inside;
extern const struct stmt access_framed;
extern const struct stmt access_viewed;
extern const struct stmt session_touch_row;

/* What is asked, and how much of it. */
struct access_query {
    struct str id_hash;  /* of the session's token, 32 bytes */
    uint64_t account_id; /* 0: outside an account */
    bool merged;         /* a page of the whole tree: its inbox, for who may see that */
    bool framed;         /* a page with its frame: with what only the frame shows */
    bool viewed;         /* of whose eyes the session has there (it is `viewing`) */
};

/* The session, if it is alive: not ended, seen within 30 minutes, its user not suspended.
 * NOT_FOUND otherwise. Whether they have a role in the account is for the caller to judge. */
enum status access_find(struct db *db, const struct access_query *query,
                        struct access *out) MUST_USE NONNULL(1, 2, 3);

/* Note that the session was used just now. */
enum status session_touch(struct db *db, struct str id_hash) MUST_USE NONNULL(1);
