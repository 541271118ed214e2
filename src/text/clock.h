/* clock.h: an instant as a reader's clock and calendar show it
 *
 * A clock is a time zone of the IANA database, opened for as long as the arena lives (2 µs;
 * ICU keeps the rules). Names of days and months are English, as the pages are. "Now" is a
 * parameter, so that a page shows one moment and tests need no waiting. STAMP_NONE gives "". */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/stamp.h"
#include "base/status.h"
#include "base/str.h"

struct clock;

/* Load ICU's zone data; call before the workers fork. */
void clock_warm(void);

bool clock_zone_exists(struct str zone);

/* INVALID if there is no such zone. */
enum status clock_open(struct arena *arena, struct str zone, struct clock **out) MUST_USE
    NONNULL(1, 3);

/* RFC 3339 with the zone's offset, whole seconds: 2026-11-23T09:38:07+11:00 */
struct str clock_rfc3339(struct arena *arena, struct clock *clock, struct stamp at)
    NONNULL(1, 2);
/* A time of day, of an hour and a minute: 9:38 am */
struct str clock_of_day(struct arena *arena, unsigned hour, unsigned minute) NONNULL(1);
/* 9:38 am */
struct str clock_time(struct arena *arena, struct clock *clock, struct stamp at) NONNULL(1, 2);
/* 9:38:07 am */
struct str clock_seconds(struct arena *arena, struct clock *clock, struct stamp at)
    NONNULL(1, 2);
/* In a list: "9:38 am" today, "Yesterday", "Sat" within the six days before, "21 Nov" this
 * year, "21 Nov 2025" in another. The future: "9:38 am" today, else day and month. */
struct str clock_friendly(struct arena *arena, struct clock *clock, struct stamp at,
                          struct stamp now) NONNULL(1, 2);
/* A line between days: "Today", "Yesterday", "Thursday 19 November", with the year if it is
 * another than now's. */
struct str clock_day(struct arena *arena, struct clock *clock, struct stamp at,
                     struct stamp now) NONNULL(1, 2);
/* The same day within a sentence: "today", "yesterday", "Thursday 19 November". */
struct str clock_on(struct arena *arena, struct clock *clock, struct stamp at,
                    struct stamp now) NONNULL(1, 2);
/* Whole: "Thursday 19 November 2026, 3:12 pm" */
struct str clock_whole(struct arena *arena, struct clock *clock, struct stamp at) NONNULL(1, 2);

/* Days since 1970-01-01 in the zone: equal for two stamps of the same day. 0 for none. */
int64_t clock_day_number(struct clock *clock, struct stamp at) NONNULL(1);
/* A calendar day as a date field writes it (2026-11-24): when it begins in the zone, and when
 * the next one does. INVALID if it is no such day; the years are 1970 to 2199. */
enum status clock_date(struct clock *clock, struct str text, struct stamp *start,
                       struct stamp *end) MUST_USE NONNULL(1, 3, 4);
/* The instant at which the day of `at` began in the zone. */
struct stamp clock_day_start(struct clock *clock, struct stamp at) NONNULL(1);
