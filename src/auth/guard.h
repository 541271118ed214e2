/* guard.h: one order of questions for every visit
 *
 * method (405) -> content type (415) -> for unsafe methods where the request came from (403)
 * -> session (else to sign-in) -> two-step sign-in, if the role demands it (else to setting it
 * up) -> body well-formed, no parameter twice (400) -> is the account in reach? (404) -> is it
 * open, does the role allow it, are the eyes one's own if it changes something? (403) -> form
 * token (403).
 * Only then is a tenant minted; nothing else can reach rows of an account. */
#pragma once

#include "auth/actor.h"
#include "db/tenant.h"
#include "http/site.h"

enum refusal {
    REFUSE_NOTHING,
    REFUSE_METHOD,    /* 405 */
    REFUSE_TYPE,      /* 415 */
    REFUSE_ORIGIN,    /* 403: sent from another site */
    REFUSE_SESSION,   /* to sign-in; a live part gets 401 */
    REFUSE_TWO_STEP,  /* to setting it up; a live part gets 401 */
    REFUSE_BAD,       /* 400 */
    REFUSE_BIG,       /* 413 */
    REFUSE_UNKNOWN,   /* 404: no such account, or one out of reach */
    REFUSE_SUSPENDED, /* 403 */
    REFUSE_CLOSED,    /* 403: kept to be read */
    REFUSE_ROLE,      /* 403, with the rule */
    REFUSE_VIEWING,   /* 403: a member's eyes are lent to look, not to act */
    REFUSE_TOKEN,     /* 403 */
    REFUSE_BUSY,      /* 503 */
    REFUSE_BROKEN,    /* 500 */
};

struct guard_in {
    const struct request *request;
    enum status form_status; /* of reading and parsing the body */
    const struct site *site;
    struct db *db;
    struct str form_key; /* the server's, for form tokens */
    bool has_path;       /* some route has this path; then `allowed` tells this one's */
    bool has_method;     /* and one has its method too */
    enum need need;
    const char *pattern;   /* of the route */
    uint64_t account_id;   /* from the path; 0: none */
    bool two_step_parents; /* must a parent's Administrators have two-step sign-in? */
};

struct guard_out {
    struct actor actor; /* of a live session; zero otherwise */
    bool signed_in;
    struct tenant *tenant; /* NULL outside an account; on REFUSE_ROLE and REFUSE_VIEWING for the
                              frame alone */
    struct str form_hash;  /* ANYONE: SHA-256 of the form cookie; absent if there is none */
};

/* Ask them all; *out says who it is as far as that was found out, also on a refusal. */
enum refusal guard_ask(const struct guard_in *in, struct guard_out *out) MUST_USE NONNULL(1, 2);

/* Must the actor set two-step sign-in up before anything else (AU-10)? */
bool guard_is_half(const struct actor *actor, bool two_step_parents) NONNULL(1);

/* What session, account and role alone say to a need; `changes`: a POST. NULL: nobody is
 * signed in. For the golden of permissions. */
enum refusal guard_door(enum need need, bool changes, const struct actor *actor);

/* The claim that a form's token proves; shared with the page that writes it. */
struct form_claim guard_claim(const struct guard_out *out, const char *pattern, bool in_account)
    NONNULL(1, 2);
