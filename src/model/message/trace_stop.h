/* trace_stop.h: what a trace is told with, for trace_story.c and trace_now.c alone */
#pragma once

#include "model/message/trace_facts.h"

/* What a story is told with. */
struct story {
    struct arena *arena;
    struct clock *clock;
    const struct trace_facts *facts;
    const struct message *message;
    struct trace *out;
};

#define SAY(story, ...) str_format((story)->arena, __VA_ARGS__)

/* The next stop; the pointer is good until another is added. */
struct stop *stop_add(struct story *s, struct stamp at, const char *name,
                      struct str why) RETURNS_NONNULL NONNULL(1, 3);

/* "84 ms", "0.2 seconds", "3 minutes": how long something took. */
struct str trace_span(struct story *s, struct stamp from, struct stamp to) NONNULL(1);

/* The ending of a word that counts. */
const char *trace_plural(uint32_t count) RETURNS_NONNULL;
