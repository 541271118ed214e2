/* stamp.c: an instant, in UTC, to the microsecond
 *
 * Days are counted with Howard Hinnant's proleptic Gregorian formulas ("chrono-compatible
 * low-level date algorithms"): eras of 400 years that begin on the first of March. */
#include "base/stamp.h"

#include <time.h>

bool stamp_is_none(struct stamp stamp)
{
    return stamp.us == INT64_MIN;
}

struct stamp stamp_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return (struct stamp){.us = (int64_t)now.tv_sec * STAMP_SECOND + now.tv_nsec / 1000};
}

int64_t clock_monotonic_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * STAMP_SECOND + now.tv_nsec / 1000;
}

struct stamp stamp_add(struct stamp stamp, int64_t us)
{
    return (struct stamp){.us = stamp.us + us};
}

static int64_t days_of(int64_t year, uint32_t month, uint32_t day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t month_from_march = (month + 9) % 12;
    int64_t day_of_year = (153 * month_from_march + 2) / 5 + day - 1;

    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
           day_of_year - 719468;
}

static void civil_set_date(struct civil *civil, int64_t days)
{
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;

    civil->day = (uint32_t)(doy - (153 * mp + 2) / 5 + 1);
    civil->month = (uint32_t)(mp < 10 ? mp + 3 : mp - 9);
    civil->year = (int32_t)(yoe + era * 400 + (civil->month <= 2));
}

struct civil stamp_civil(struct stamp stamp)
{
    struct civil civil = {0};
    int64_t days = stamp.us / STAMP_DAY;
    int64_t rest = stamp.us % STAMP_DAY;

    if (rest < 0) {
        rest += STAMP_DAY;
        days--;
    }
    civil_set_date(&civil, days);
    civil.us = (uint32_t)(rest % STAMP_SECOND);
    rest /= STAMP_SECOND;
    civil.second = (uint32_t)(rest % 60);
    civil.minute = (uint32_t)(rest / 60 % 60);
    civil.hour = (uint32_t)(rest / 3600);
    return civil;
}

struct stamp stamp_of(struct civil civil)
{
    int64_t seconds = days_of(civil.year, civil.month, civil.day) * 86400 + civil.hour * 3600 +
                      civil.minute * 60 + civil.second;

    return (struct stamp){.us = seconds * STAMP_SECOND + civil.us};
}

struct str stamp_text(struct arena *arena, struct stamp stamp)
{
    struct civil c;

    if (stamp_is_none(stamp))
        return STR("");
    c = stamp_civil(stamp);
    return str_format(arena, "%04d-%02u-%02uT%02u:%02u:%02u.%06uZ", c.year, c.month, c.day,
                      c.hour, c.minute, c.second, c.us);
}
