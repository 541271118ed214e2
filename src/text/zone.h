/* zone.h: the time zones a person can choose from
 *
 * The IANA names that stand for a place, one for each set of rules and region, in alphabetical
 * order, and UTC at the end. Whether a name is a zone at all, clock_zone_exists says. */
#pragma once

#include "base/list.h"
#include "base/status.h"

struct zone {
    struct str zone_name; /* "Australia/Sydney" */
};

extern const struct shape zone_shape;

/* All of them, rows of struct zone; BROKEN if ICU's data is missing. */
enum status zone_list(struct arena *arena, struct list *out) MUST_USE NONNULL(1, 2);
