/* notice.h: what is told of a change to somebody's login, in the change's own transaction
 *
 * A mail to the person, and a row in the audit log of each tree that they belong to. */
#pragma once

#include "base/status.h"
#include "db/global.h"
#include "model/audit/audit.h"
#include "model/mail/mail.h"

struct notice {
    const struct mail_key *key;
    struct mail *mail; /* NULL: none */
    struct audit_who who;
    struct audit_entry entry; /* .action NULL: no row */
};

/* Statements of notice_give. */
#define NOTICE_ASKS MAIL_ASKS, AUDIT_GLOBAL_ASKS

/* Inside a global_tx body, as its last statement. */
enum status notice_give(struct db *db, const struct notice *notice) MUST_USE NONNULL(1, 2);
/* The same in a transaction of its own, for what changes nothing else. */
enum status notice_tell(struct db *db, const struct notice *notice) MUST_USE NONNULL(1, 2);
