/* view_as.h: an Administrator sees an account with a member's eyes
 *
 * Read-only, one account, a quarter of an hour by the database's clock, told in the audit log
 * when it begins and when it is ended by hand. It is a state of the session, so that it ends
 * with it; what the other person may see is read anew on each request. */
#pragma once

#include <stdint.h>

#include "db/global.h"
#include "model/audit/audit.h"

enum { VIEW_MINUTES = 15 };

/* The person whose eyes they are. */
struct view_as {
    uint64_t user_id;
    struct str name;
    struct str email;
    struct str zone;
    uint64_t root_id;
    uint64_t account_id;
    unsigned own_role;  /* enum role: as a member of the account */
    unsigned root_role; /* as a member of its parent */
    struct stamp until;
};

/* What begins it. */
struct view_start {
    struct str id_hash; /* of the session: 32 bytes */
    uint64_t user_id;   /* whose eyes */
    bool above;         /* whoever looks is an Administrator of the parent */
    struct str why;     /* for the log; one line */
};

extern const struct stmt view_by_session;
extern const struct stmt view_set;
extern const struct stmt view_clear;

#define VIEW_START_ASKS &view_by_session, &view_set
#define VIEW_END_ASKS   &view_by_session, &view_clear

/* Whose eyes the session has now. NOT_FOUND: nobody's, or that person is no member any more. */
enum status view_find(struct db *db, struct str id_hash, struct view_as *out) MUST_USE
    NONNULL(1, 3);

/* Begin in the tenant's account; what the session saw before is ended. NOT_FOUND: no such
 * member, suspended, oneself, or above the one who looks. Asks VIEW_START_ASKS, AUDIT_ASKS and
 * those of audit_write_in, as far as it writes into an account. */
enum status view_begin(struct tenant *t, struct db *db, const struct view_start *start,
                       const struct audit_who *who) MUST_USE NONNULL(1, 2, 3, 4);

/* End it; *account_id is where it was, 0 if it had ended by itself. Asks VIEW_END_ASKS and
 * AUDIT_GLOBAL_ASKS. */
enum status view_end(struct db *db, struct str id_hash, const struct audit_who *who,
                     uint64_t *account_id) MUST_USE NONNULL(1, 3, 4);
