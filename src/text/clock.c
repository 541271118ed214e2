/* clock.c: an instant as a reader's clock and calendar show it
 *
 * ICU knows how far a zone is from UTC at an instant; the rest is our own calendar on the
 * shifted instant, since an English date is a handful of words and ICU's formatters cost a
 * hundred times as much. */
#include "text/clock.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "base/number.h"

enum { ZONE_MOST = 64, WEEK = 7, THURSDAY = 4, MINUTE_MS = 60000, QUARTERS = 64 };
enum { RFC3339_ROOM = 32 };

/* Clocks change at a quarter of an hour, if at all. */
#define QUARTER_US (INT64_C(15) * 60 * 1000000)

/* How far the zone is from UTC in one quarter of an hour, counted from 1970 (+ 1; 0: none). */
struct quarter {
    int64_t number;
    int64_t offset_us;
};

struct clock {
    UCalendar *calendar;
    struct quarter quarters[QUARTERS]; /* the rows of a page, and now, again and again */
};

static const char *const day_names[WEEK] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                            "Thursday", "Friday", "Saturday"};
static const char *const month_names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};

static bool zone_wide(struct str zone, UChar *wide)
{
    if (zone.len == 0 || zone.len >= ZONE_MOST)
        return false;
    for (size_t i = 0; i < zone.len; i++)
        if (zone.at[i] <= ' ' || zone.at[i] > '~')
            return false;
    u_charsToUChars(zone.at, wide, (int32_t)zone.len);
    wide[zone.len] = 0;
    return true;
}

/* ICU takes an unknown zone for UTC without a word, and reads "GMT+3" and three-letter names;
 * only names of the IANA database that stand for a place, and UTC, are meant here. */
bool clock_zone_exists(struct str zone)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar wide[ZONE_MOST];
    UChar canonical[ZONE_MOST];

    if (str_is(zone, "UTC"))
        return true;
    if (!zone_wide(zone, wide) || str_find(zone, '/') == zone.len)
        return false;
    ucal_getCanonicalTimeZoneID(wide, (int32_t)zone.len, canonical, ZONE_MOST, NULL, &error);
    return U_SUCCESS(error);
}

static void calendar_close(void *calendar)
{
    ucal_close(calendar);
}

enum status clock_open(struct arena *arena, struct str zone, struct clock **out)
{
    struct clock *clock = ARENA_NEW(arena, struct clock);
    UErrorCode error = U_ZERO_ERROR;
    UChar wide[ZONE_MOST];

    if (!clock_zone_exists(zone) || !zone_wide(zone, wide))
        return INVALID;
    clock->calendar = ucal_open(wide, (int32_t)zone.len, "en", UCAL_GREGORIAN, &error);
    if (U_FAILURE(error))
        return BROKEN;
    arena_defer(arena, calendar_close, clock->calendar);
    *out = clock;
    return OK;
}

void clock_warm(void)
{
    struct arena *arena = arena_new(0, false);
    struct clock *clock;

    if (clock_open(arena, STR("Australia/Sydney"), &clock) == OK)
        clock_day_number(clock, stamp_now());
    arena_free(arena);
}

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static int64_t offset_ask(struct clock *clock, struct stamp at)
{
    UErrorCode error = U_ZERO_ERROR;
    int32_t offset;

    ucal_setMillis(clock->calendar, (UDate)(at.us / 1000), &error);
    offset = ucal_get(clock->calendar, UCAL_ZONE_OFFSET, &error) +
             ucal_get(clock->calendar, UCAL_DST_OFFSET, &error);
    return U_SUCCESS(error) ? (int64_t)offset * 1000 : 0;
}

/* Microseconds east of UTC at an instant. */
static int64_t offset_us(struct clock *clock, struct stamp at)
{
    int64_t number = floor_divide(at.us, QUARTER_US) + 1;
    struct quarter *quarter = &clock->quarters[(uint64_t)number % QUARTERS];

    if (quarter->number != number || number == 0)
        *quarter = (struct quarter){number, offset_ask(clock, at)};
    return quarter->offset_us;
}

static struct civil civil_in(struct clock *clock, struct stamp at)
{
    return stamp_civil(stamp_add(at, offset_us(clock, at)));
}

int64_t clock_day_number(struct clock *clock, struct stamp at)
{
    if (stamp_is_none(at))
        return 0;
    return floor_divide(at.us + offset_us(clock, at), STAMP_DAY);
}

/* Midnight by the offset of `at`, then again by the offset that is in force there, since the
 * clocks may have changed in between. */
struct stamp clock_day_start(struct clock *clock, struct stamp at)
{
    int64_t midnight;
    struct stamp start;

    if (stamp_is_none(at))
        return at;
    midnight = clock_day_number(clock, at) * STAMP_DAY;
    start.us = midnight - offset_us(clock, at);
    start.us = midnight - offset_us(clock, start);
    return start;
}

static enum status date_part(struct str text, size_t at, size_t len, int64_t most,
                             uint32_t *out)
{
    struct str digits = str_upto(str_from(text, at), len);
    int64_t number;

    while (digits.len > 1 && digits.at[0] == '0')
        digits = str_from(digits, 1);
    TRY(number_parse(digits, 1, most, &number));
    *out = (uint32_t)number;
    return OK;
}

/* Noon in Greenwich lies in the day or in one beside it, wherever one is. */
static struct stamp day_find(struct clock *clock, int64_t day)
{
    struct stamp at = {.us = day * STAMP_DAY + STAMP_DAY / 2};

    at.us += (day - clock_day_number(clock, at)) * STAMP_DAY;
    return clock_day_start(clock, at);
}

enum status clock_date(struct clock *clock, struct str text, struct stamp *start,
                       struct stamp *end)
{
    uint32_t year;
    struct civil date = {0};
    struct stamp at;
    struct civil back;

    if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-')
        return INVALID;
    TRY(date_part(text, 0, 4, 2199, &year));
    TRY(date_part(text, 5, 2, 12, &date.month));
    TRY(date_part(text, 8, 2, 31, &date.day));
    if (year < 1970)
        return INVALID;
    date.year = (int32_t)year;
    at = stamp_of(date);
    back = stamp_civil(at);
    if (back.month != date.month || back.day != date.day)
        return INVALID;
    *start = day_find(clock, at.us / STAMP_DAY);
    *end = day_find(clock, at.us / STAMP_DAY + 1);
    return OK;
}

/* Two digits and what follows them; every row has an instant, and vsnprintf took longer than
 * the rest of it. */
static char *two_put(char *at, unsigned number, char sign)
{
    at[0] = (char)('0' + number / 10 % 10);
    at[1] = (char)('0' + number % 10);
    at[2] = sign;
    return at + 3;
}

struct str clock_rfc3339(struct arena *arena, struct clock *clock, struct stamp at)
{
    char text[RFC3339_ROOM];
    char *end = text;
    struct civil c;
    int64_t minutes;

    if (stamp_is_none(at))
        return STR("");
    c = civil_in(clock, at);
    minutes = offset_us(clock, at) / 1000 / MINUTE_MS;
    end = two_put(end, (unsigned)c.year / 100, '?') - 1;
    end = two_put(end, (unsigned)c.year % 100, '-');
    end = two_put(end, c.month, '-');
    end = two_put(end, c.day, 'T');
    end = two_put(end, c.hour, ':');
    end = two_put(end, c.minute, ':');
    end = two_put(end, c.second, minutes < 0 ? '-' : '+');
    end = two_put(end, (unsigned)abs((int)minutes) / 60, ':');
    end = two_put(end, (unsigned)abs((int)minutes) % 60, '?') - 1;
    return str_copy(arena, (struct str){.at = text, .len = (size_t)(end - text)});
}

static uint32_t hour_of_12(uint32_t hour)
{
    return hour % 12 ? hour % 12 : 12;
}

static const char *half_day(uint32_t hour)
{
    return hour < 12 ? "am" : "pm";
}

struct str clock_of_day(struct arena *arena, unsigned hour, unsigned minute)
{
    return str_format(arena, "%u:%02u %s", hour_of_12(hour), minute, half_day(hour));
}

struct str clock_time(struct arena *arena, struct clock *clock, struct stamp at)
{
    struct civil c;

    if (stamp_is_none(at))
        return STR("");
    c = civil_in(clock, at);
    return clock_of_day(arena, c.hour, c.minute);
}

struct str clock_seconds(struct arena *arena, struct clock *clock, struct stamp at)
{
    struct civil c;

    if (stamp_is_none(at))
        return STR("");
    c = civil_in(clock, at);
    return str_format(arena, "%u:%02u:%02u %s", hour_of_12(c.hour), c.minute, c.second,
                      half_day(c.hour));
}

/* Day 0 was a Thursday. */
static const char *day_name(int64_t day)
{
    int64_t weekday = (day + THURSDAY) % WEEK;

    return day_names[weekday < 0 ? weekday + WEEK : weekday];
}

struct str clock_friendly(struct arena *arena, struct clock *clock, struct stamp at,
                          struct stamp now)
{
    int64_t day = clock_day_number(clock, at);
    int64_t ago = clock_day_number(clock, now) - day;
    struct civil c;

    if (stamp_is_none(at))
        return STR("");
    if (ago == 0)
        return clock_time(arena, clock, at);
    if (ago == 1)
        return STR("Yesterday");
    if (ago > 1 && ago < WEEK)
        return str_format(arena, "%.3s", day_name(day));
    c = civil_in(clock, at);
    if (c.year == civil_in(clock, now).year)
        return str_format(arena, "%u %.3s", c.day, month_names[c.month - 1]);
    return str_format(arena, "%u %.3s %d", c.day, month_names[c.month - 1], c.year);
}

/* `today` and `yesterday` as the place begins them. */
static struct str day_said(struct arena *arena, struct clock *clock, struct stamp at,
                           struct stamp now, const struct str names[2])
{
    int64_t day = clock_day_number(clock, at);
    int64_t ago = clock_day_number(clock, now) - day;
    struct civil c;

    if (stamp_is_none(at))
        return STR("");
    if (ago == 0 || ago == 1)
        return names[ago];
    c = civil_in(clock, at);
    if (c.year == civil_in(clock, now).year)
        return str_format(arena, "%s %u %s", day_name(day), c.day, month_names[c.month - 1]);
    return str_format(arena, "%s %u %s %d", day_name(day), c.day, month_names[c.month - 1],
                      c.year);
}

struct str clock_day(struct arena *arena, struct clock *clock, struct stamp at,
                     struct stamp now)
{
    return day_said(arena, clock, at, now, (struct str[]){STR("Today"), STR("Yesterday")});
}

struct str clock_on(struct arena *arena, struct clock *clock, struct stamp at,
                    struct stamp now)
{
    return day_said(arena, clock, at, now, (struct str[]){STR("today"), STR("yesterday")});
}

struct str clock_whole(struct arena *arena, struct clock *clock, struct stamp at)
{
    struct civil c;

    if (stamp_is_none(at))
        return STR("");
    c = civil_in(clock, at);
    return str_format(arena, "%s %u %s %d, %u:%02u %s", day_name(clock_day_number(clock, at)),
                      c.day, month_names[c.month - 1], c.year, hour_of_12(c.hour), c.minute,
                      half_day(c.hour));
}
