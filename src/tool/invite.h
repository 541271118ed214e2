/* invite.h: a one-time link by which an account's first Administrator comes in */
#pragma once

#include "tool/tool.h"

extern const struct stmt tool_invite_login_by_email;
extern const struct stmt tool_invite_revoke_rows;
extern const struct stmt tool_invite_add_row;
extern const struct stmt tool_invite_grant_row;
#define TOOL_INVITE_ASKS                                                                       \
    &tool_invite_login_by_email, &tool_invite_revoke_rows, &tool_invite_add_row,               \
        &tool_invite_grant_row, AUDIT_IN_ASKS

/* An e-mail address that a login may have: one that mail can be sent to, since signing in with
 * a new browser sends one. INVALID, having said so. */
enum status invite_email_check(struct str email) MUST_USE;

/* Inside a transaction: take back older links of this address to the tree and write a new
 * one, for an Administrator, good for seven days. CONFLICT if the address has a login. The
 * link, in the wiped arena, is base_url/invite/TOKEN; only the token's SHA-256 is kept. */
enum status invite_write(struct tool *tool, uint64_t root_id, uint64_t account_id,
                         struct str email, struct str *link) MUST_USE NONNULL(1, 5);
