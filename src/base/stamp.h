/* stamp.h: an instant, in UTC, to the microsecond
 *
 * Durations are measured with clock_monotonic_us; deadlines that are kept in a table come
 * from the database's clock, so that every process agrees on them. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Microseconds since 1970-01-01T00:00:00Z; leap seconds do not exist (POSIX). */
struct stamp {
    int64_t us;
};

enum { STAMP_TEXT = 32 };
#define STAMP_NONE    ((struct stamp){ .us = INT64_MIN }) /* SQL NULL */
#define STAMP_SECOND  INT64_C(1000000)
#define STAMP_DAY     (INT64_C(86400) * STAMP_SECOND)

/* A date and time of day in UTC. */
struct civil {
    int32_t year;
    uint32_t month; /* 1 to 12 */
    uint32_t day;   /* 1 to 31 */
    uint32_t hour;
    uint32_t minute;
    uint32_t second;
    uint32_t us;
};

bool stamp_is_none(struct stamp stamp);
struct stamp stamp_now(void);
struct stamp stamp_add(struct stamp stamp, int64_t us);
struct civil stamp_civil(struct stamp stamp);
struct stamp stamp_of(struct civil civil);
/* RFC 3339 with microseconds: 2026-11-24T05:47:34.123456Z; empty for none. */
struct str stamp_text(struct arena *arena, struct stamp stamp) NONNULL(1);

/* Microseconds on a clock that never jumps; its zero means nothing. */
int64_t clock_monotonic_us(void);
