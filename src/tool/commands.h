/* commands.h: the subcommands, one file each */
#pragma once

#include "tool/tool.h"

extern const struct command command_account_create;
extern const struct command command_account_invite;
extern const struct command command_account_list;
extern const struct command command_account_payment;
extern const struct command command_sender_add;
extern const struct command command_sender_list;
extern const struct command command_route_add;
extern const struct command command_route_list;
extern const struct command command_two_step_off;
extern const struct command command_audit_verify;
extern const struct command command_audit_anchor;
extern const struct command command_doctor;
extern const struct command command_inbound_orphans;
