/* zones.h: a time zone to choose, in a form */
#pragma once

#include "base/status.h"
#include "view/tpl.h"

/* Fill the list `zone_choice`, each with `zone_name` and whether it is `chosen`: all that
 * people choose from, and before them the one that is chosen if it is none of these. BROKEN as
 * zone_list. */
enum status zones_say(struct dict *dict, struct str chosen) MUST_USE NONNULL(1);
