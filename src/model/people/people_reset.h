/* people_reset.h: an Administrator starts a password reset for somebody
 *
 * The link goes to the person's own address; who started it sees neither it nor the password
 * (AU-15). Nothing changes until the person has chosen one. */
#pragma once

#include "model/login/reset.h"
#include "model/mail/mail.h"
#include "model/people/people.h"

#define PEOPLE_RESET_ASKS &reset_lock_user, &reset_insert

/* Make a link, queue its mail, write a row into the account's audit log, at once. CONFLICT,
 * and nothing was done: they have had RESETS_AN_HOUR, or can't sign in anyway. Tokens are made
 * in `secret`. */
enum status people_reset(struct tenant *t, struct db *db, struct arena *secret,
                         const struct mail_key *key, const struct audit_who *who,
                         const struct person *person) MUST_USE NONNULL(1, 2, 3, 4, 5, 6);
