/* email_change.h: another e-mail address for a login, confirmed at both
 *
 * Two links, one to the new address and one to the present one; whoever has only the session,
 * or only one of the two mailboxes, changes nothing (AU-16). Good for a day; asking again ends
 * what was asked before. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "db/global.h"
#include "model/mail/notice.h"

struct email_change {
    uint64_t user_id;
    struct str name;
    struct str old_email;
    struct str email; /* the new one */
    bool at_new;      /* the link is the one that went to the new address */
    bool other_is_in; /* the other one was confirmed before */
    bool confirmed;   /* and this one */
};

/* What is asked for. */
struct email_wish {
    uint64_t user_id;
    struct str email;
    struct str new_hash; /* 32 bytes each */
    struct str old_hash;
    const struct mail *to_new; /* NULL: not sent, since the address has a login */
    struct notice notice;      /* its mail goes to the present address */
};

extern const struct shape email_change_shape;
extern const struct stmt email_change_drop;
extern const struct stmt email_change_insert;
extern const struct stmt email_change_by_token;
extern const struct stmt email_change_of_user;
extern const struct stmt email_change_confirm_new;
extern const struct stmt email_change_confirm_old;
extern const struct stmt user_set_email;

#define EMAIL_CHANGE_ASKS                                                                      \
    &email_change_drop, &email_change_insert, &email_change_by_token, &email_change_of_user,   \
        &email_change_confirm_new, &email_change_confirm_old, &user_set_email

enum status email_change_ask(struct db *db, const struct email_wish *wish) MUST_USE
    NONNULL(1, 2);

/* What a link stands for. NOT_FOUND: too old, replaced, done, unknown. */
enum status email_change_find(struct db *db, struct str token_hash,
                              struct email_change *out) MUST_USE NONNULL(1, 3);
/* What the user waits for: at_new tells that the new address is confirmed, other_is_in that the
 * present one is. NOT_FOUND: nothing. */
enum status email_change_waiting(struct db *db, uint64_t user_id,
                                 struct email_change *out) MUST_USE NONNULL(1, 3);

/* Take back what was asked, inside a transaction or alone. */
enum status email_change_forget(struct db *db, uint64_t user_id) MUST_USE NONNULL(1);

/* Confirm by a link; *done tells that it was the second, the address is changed and the notice
 * given. NOT_FOUND as above; CONFLICT: somebody has the address by now, and nothing changed. */
enum status email_change_confirm(struct db *db, struct str token_hash,
                                 const struct notice *notice, bool *done) MUST_USE
    NONNULL(1, 3, 4);
