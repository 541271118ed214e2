/* dial.c: how instants are shown to the visit's reader */
#include "portal/dial.h"

#include <assert.h>

#include "text/clocks.h"

static struct str show_iso(struct arena *arena, const struct dial *dial, struct stamp at)
{
    return clock_rfc3339(arena, dial->zone, at);
}

static struct str show_text(struct arena *arena, const struct dial *dial, struct stamp at)
{
    return clock_friendly(arena, dial->zone, at, dial->now);
}

static struct str show_clock(struct arena *arena, const struct dial *dial, struct stamp at)
{
    return clock_time(arena, dial->zone, at);
}

static struct str show_seconds(struct arena *arena, const struct dial *dial, struct stamp at)
{
    return clock_seconds(arena, dial->zone, at);
}

static struct str show_day(struct arena *arena, const struct dial *dial, struct stamp at)
{
    return clock_day(arena, dial->zone, at, dial->now);
}

static struct str show_date(struct arena *arena, const struct dial *dial, struct stamp at)
{
    return clock_on(arena, dial->zone, at, dial->now);
}

static struct str show_whole(struct arena *arena, const struct dial *dial, struct stamp at)
{
    return clock_whole(arena, dial->zone, at);
}

void dial_set(struct visit *visit, struct str zone)
{
    visit->dial = (struct dial){.zone = clocks_find(visit->clocks, zone),
                                .now = visit->now,
                                .show = {[FACE_ISO] = show_iso,
                                         [FACE_TEXT] = show_text,
                                         [FACE_CLOCK] = show_clock,
                                         [FACE_SECONDS] = show_seconds,
                                         [FACE_DAY] = show_day,
                                         [FACE_DATE] = show_date,
                                         [FACE_WHOLE] = show_whole}};
}

struct clock *visit_clock(const struct visit *visit)
{
    assert(visit->dial.zone);
    return visit->dial.zone;
}
