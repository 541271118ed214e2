/* invite_decline.h: somebody who is invited does not want to come
 *
 * It is for all that the invitation still names. Whoever invited sees it for as long as one
 * that ran out; the address can be invited anew. */
#pragma once

#include "model/invite/invite.h"

extern const struct stmt invite_decline_mark;
extern const struct stmt invite_open_parts;
extern const struct stmt invite_decline_part;

/* Statements of it; INVITE_ASKS and AUDIT_GLOBAL_ASKS come with them. */
#define INVITE_DECLINE_ASKS &invite_decline_mark, &invite_open_parts, &invite_decline_part

/* In one transaction, with a row in the audit log of each account. user_id 0 of *who: the link
 * alone, which only the address's reader has. NOT_FOUND if there is nothing left to decline;
 * CONFLICT if the address belongs to somebody else than who declines. */
enum status invite_decline(struct db *db, struct str token_hash,
                           const struct audit_who *who) MUST_USE NONNULL(1, 3);
