/* admin.h: what the files of the program share */
#pragma once

#include "portal/page.h"

/* audit.c and export.c: the audit log, of the account or, merged, of the tree */
enum status audit_show(struct visit *visit) MUST_USE NONNULL(1);
enum status audit_export(struct visit *visit) MUST_USE NONNULL(1);

/* users.c, users_one.c, users_act.c: people and their roles */
enum status users_show(struct visit *visit) MUST_USE NONNULL(1);
enum status user_show(struct visit *visit) MUST_USE NONNULL(1);
enum status user_role(struct visit *visit) MUST_USE NONNULL(1);
enum status user_remove_ask(struct visit *visit) MUST_USE NONNULL(1);
enum status user_remove(struct visit *visit) MUST_USE NONNULL(1);
enum status user_end_sessions(struct visit *visit) MUST_USE NONNULL(1);
enum status user_reset(struct visit *visit) MUST_USE NONNULL(1);

/* invites.c */
enum status invites_show(struct visit *visit) MUST_USE NONNULL(1);
enum status invites_take(struct visit *visit) MUST_USE NONNULL(1);
enum status invite_again(struct visit *visit) MUST_USE NONNULL(1);
enum status invite_take_back(struct visit *visit) MUST_USE NONNULL(1);

/* view-as.c: seeing the account with a member's eyes */
enum status view_ask(struct visit *visit) MUST_USE NONNULL(1);
enum status view_start(struct visit *visit) MUST_USE NONNULL(1);
