/* trace_stop.c: what a trace is told with: a stop, a span of time, an ending */
#include "model/message/trace_stop.h"

struct stop *stop_add(struct story *s, struct stamp at, const char *name, struct str why)
{
    struct stop *stop = list_append(&s->out->stops, s->arena);

    *stop = (struct stop){.at = at, .name = str_of(name), .why = why};
    return stop;
}

struct str trace_span(struct story *s, struct stamp from, struct stamp to)
{
    int64_t us = to.us - from.us;

    if (us < 0)
        us = 0;
    if (us < STAMP_SECOND)
        return SAY(s, "%lld ms", (long long)(us / 1000));
    if (us < 10 * STAMP_SECOND)
        return SAY(s, "%lld.%lld seconds", (long long)(us / STAMP_SECOND),
                   (long long)(us % STAMP_SECOND / 100000));
    if (us < 120 * STAMP_SECOND)
        return SAY(s, "%lld seconds", (long long)(us / STAMP_SECOND));
    if (us < 7200 * STAMP_SECOND)
        return SAY(s, "%lld minutes", (long long)(us / (60 * STAMP_SECOND)));
    return SAY(s, "%lld hours", (long long)(us / (3600 * STAMP_SECOND)));
}

const char *trace_plural(uint32_t count)
{
    return count == 1 ? "" : "s";
}
