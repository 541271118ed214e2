/* user_password.h: a new password, and all that ends with the old one
 *
 * One transaction: the hash, the links that would replace it, a change of the address that was
 * asked for, half sign-ins, sessions, browsers that were known, the mail to the person, the
 * audit row (SE-03, SE-05, AU-06, AU-12). */
#pragma once

#include <stdint.h>

#include "model/login/reset.h"
#include "model/login/session.h"
#include "model/mail/notice.h"

struct password_change {
    uint64_t user_id;
    struct str before;      /* PHC string that is there now; another one: CONFLICT */
    struct str after;       /* PHC string */
    struct str device_hash; /* the browser that stays known if it is; absent: none does */
    struct str reset_hash;  /* the link it is done by, which is used up; absent: none */
    const struct session_renewal *renewal; /* the session that goes on; NULL: none does */
    struct notice notice;
};

/* Its statements are those of user.h, session.h, half.h, device.h, reset.h, email_change.h and
 * model/mail/notice.h. */

/* NOT_FOUND: the link or the session is gone. CONFLICT: the password changed meanwhile. */
enum status password_change(struct db *db, const struct password_change *change) MUST_USE
    NONNULL(1, 2);
