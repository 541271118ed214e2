/* membership_change.h: giving another role, taking one away
 *
 * The account's row is locked first, so that changes of one account stand in line; whoever
 * asks is judged again behind that lock, and so is the rule that a parent keeps an
 * Administrator of its own (requirement TN-16). The person's data stays as it is. */
#pragma once

#include <stdint.h>

#include "base/status.h"
#include "db/global.h"
#include "db/tenant.h"
#include "model/audit/audit.h"
#include "model/people/membership.h"

struct membership_change {
    uint64_t user_id;
    enum role before; /* what the form showed */
    enum role after;  /* ROLE_NONE: removed */
    struct str whom;  /* for the audit log: "Tess Okafor, tess@…" */
};

enum change_end {
    CHANGE_DONE,
    CHANGE_LAST_OF_PARENT,  /* nobody else administers the parent account */
    CHANGE_LAST_OF_ACCOUNT, /* nor the sub-account: one of the parent's may take it */
};

extern const struct stmt change_account_hold;
extern const struct stmt change_power;
extern const struct stmt change_member;
extern const struct stmt change_other_admins;
extern const struct stmt change_role;
extern const struct stmt change_remove;
/* Its statements; AUDIT_ASKS come with them. */
#define MEMBERSHIP_CHANGE_ASKS                                                                 \
    &change_account_hold, &change_power, &change_member, &change_other_admins, &change_role,   \
        &change_remove, &session_shorten, &session_judge_row

/* Change it, in one transaction with its row in the audit log. `who` is who asks. OK with
 * *end; nothing was changed unless that is CHANGE_DONE. NOT_FOUND if the user is no member,
 * CONFLICT if the role is no longer `before`, DENIED if `who` does not administer the account
 * any more. */
enum status membership_change(struct tenant *t, struct db *db, const struct audit_who *who,
                              const struct membership_change *change,
                              enum change_end *end) MUST_USE NONNULL(1, 2, 3, 4, 5);
