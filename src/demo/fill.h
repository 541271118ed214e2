/* fill.h: names, days and things put into the text of a script
 *
 * {f} their first name · {me} the writer's · {d3} the weekday in three days, {d0} today ·
 * {t3} its date, "28 November" · {site} {job} {start} {end} {mate} {plant} {plants} {price}
 * {bill} {no} {n} {hour}: one of a list, the same one throughout a scene · {hello} {good}:
 * a greeting for the hour · {next} {nextq}: the coming full hour, and a quarter past it. */
#pragma once

#include <stdbool.h>

#include "base/str.h"
#include "demo/party.h"
#include "text/clock.h"

struct fill {
    struct arena *arena;
    struct clock *clock; /* the account's */
    struct stamp at;     /* when the line is written */
    struct str first;
    struct str me;
    bool weekdays;  /* name no Saturday and no Sunday */
    uint64_t scene; /* decides the picks */
};

/* Ends the program at a brace that it doesn't know. */
struct str fill_text(const struct fill *fill, struct str text) NONNULL(1);
