/* denial.h: which refusals the audit log has been told of
 *
 * A refusal by role is a row in the audit log (LG-03); a loop that asks for the same page over
 * and over must not fill the log of a whole tree. So the first one of a person, account and
 * rule is told, and no other within the hour: those are lines of the program's log, as every
 * visit is. */
#pragma once

#include <stdint.h>

#include "base/status.h"
#include "db/tenant.h"

extern const struct stmt denial_lately;
extern const struct stmt denial_renew;
extern const struct stmt denial_add;

/* Statements of all that stands here. */
#define DENIAL_ASKS &denial_lately, &denial_renew, &denial_add

/* Has the log been told within the hour? NOT_FOUND: not yet. Locks nothing. */
enum status denial_told(struct tenant *t, uint64_t user_id, unsigned need) MUST_USE NONNULL(1);

/* Claim the telling, inside a tenant_tx body that then writes the row. CONFLICT, and no row is
 * due, if somebody else was quicker: of any number at once, one gets OK. */
enum status denial_claim(struct tenant *t, uint64_t user_id, unsigned need) MUST_USE NONNULL(1);
