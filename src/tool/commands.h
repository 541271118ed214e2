/* commands.h: the subcommands, one file each */
#pragma once

#include "tool/tool.h"

extern const struct command account_create;
extern const struct command account_invite;
extern const struct command account_list;
extern const struct command sender_add;
extern const struct command sender_list;
extern const struct command route_add;
extern const struct command route_list;
extern const struct command doctor;
extern const struct command inbound_orphans;
