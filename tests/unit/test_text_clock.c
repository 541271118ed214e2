/* test_text_clock.c: instants as readers in several zones see them */
#include "kit/unit.h"
#include "text/clock.h"

static struct stamp at(int32_t year, uint32_t month, uint32_t day, uint32_t hour,
                       uint32_t minute)
{
    return stamp_of((struct civil){
        .year = year, .month = month, .day = day, .hour = hour, .minute = minute, .second = 7});
}

static struct clock *clock_in(struct arena *arena, const char *zone)
{
    struct clock *clock = NULL;

    assert_int_equal(clock_open(arena, str_of(zone), &clock), OK);
    return clock;
}

struct offset {
    const char *zone;
    uint32_t month; /* of 2026, on the 15th at 00:30:07 UTC */
    const char *text;
};

static const struct offset offsets[] = {
    {"UTC", 1, "2026-01-15T00:30:07+00:00"},
    {"Australia/Sydney", 1, "2026-01-15T11:30:07+11:00"},
    {"Australia/Sydney", 7, "2026-07-15T10:30:07+10:00"},
    {"Australia/Adelaide", 1, "2026-01-15T11:00:07+10:30"},
    {"Australia/Perth", 1, "2026-01-15T08:30:07+08:00"},
    {"Australia/Lord_Howe", 1, "2026-01-15T11:30:07+11:00"},
    {"Pacific/Chatham", 1, "2026-01-15T14:15:07+13:45"},
    {"Pacific/Auckland", 7, "2026-07-15T12:30:07+12:00"},
    {"America/New_York", 1, "2026-01-14T19:30:07-05:00"},
    {"America/St_Johns", 1, "2026-01-14T21:00:07-03:30"},
    {"Europe/London", 7, "2026-07-15T01:30:07+01:00"},
    {"Asia/Kolkata", 1, "2026-01-15T06:00:07+05:30"},
};

static void offsets_are_the_zone_s(void **state)
{
    for (size_t i = 0; i < COUNT_OF(offsets); i++)
        ASSERT_STR(*state,
                   clock_rfc3339(*state, clock_in(*state, offsets[i].zone),
                                 at(2026, offsets[i].month, 15, 0, 30)),
                   offsets[i].text);
}

struct shown {
    struct civil at; /* UTC */
    const char *friendly;
    const char *day;
};

/* Now is Monday 23 November 2026, 9:40 am in Sydney. */
static const struct shown shown[] = {
    {{2026, 11, 22, 22, 38, 0, 0}, "9:38 am", "Today"},
    {{2026, 11, 22, 13, 0, 0, 0}, "12:00 am", "Today"},
    {{2026, 11, 22, 12, 59, 59, 0}, "Yesterday", "Yesterday"},
    {{2026, 11, 21, 13, 0, 0, 0}, "Yesterday", "Yesterday"},
    {{2026, 11, 21, 12, 59, 0, 0}, "Sat", "Saturday 21 November"},
    {{2026, 11, 16, 13, 0, 0, 0}, "Tue", "Tuesday 17 November"},
    {{2026, 11, 16, 12, 59, 0, 0}, "16 Nov", "Monday 16 November"},
    {{2025, 12, 31, 13, 0, 0, 0}, "1 Jan", "Thursday 1 January"},
    {{2025, 12, 31, 12, 59, 0, 0}, "31 Dec 2025", "Wednesday 31 December 2025"},
    {{2025, 11, 21, 1, 0, 0, 0}, "21 Nov 2025", "Friday 21 November 2025"},
    {{2026, 11, 23, 2, 5, 0, 0}, "1:05 pm", "Today"},
    {{2026, 11, 23, 13, 0, 0, 0}, "24 Nov", "Tuesday 24 November"},
    {{2027, 2, 28, 23, 0, 0, 0}, "1 Mar 2027", "Monday 1 March 2027"},
};

static void lists_are_friendly(void **state)
{
    struct clock *clock = clock_in(*state, "Australia/Sydney");
    struct stamp now = at(2026, 11, 22, 22, 40);

    for (size_t i = 0; i < COUNT_OF(shown); i++) {
        struct stamp stamp = stamp_of(shown[i].at);

        ASSERT_STR(*state, clock_friendly(*state, clock, stamp, now), shown[i].friendly);
        ASSERT_STR(*state, clock_day(*state, clock, stamp, now), shown[i].day);
    }
}

/* A sentence goes on with a small letter; every other day begins with a name. */
static void days_stand_in_sentences(void **state)
{
    struct clock *clock = clock_in(*state, "Australia/Sydney");
    struct stamp now = at(2026, 11, 22, 22, 40);

    ASSERT_STR(*state, clock_on(*state, clock, at(2026, 11, 22, 13, 0), now), "today");
    ASSERT_STR(*state, clock_on(*state, clock, at(2026, 11, 22, 12, 59), now), "yesterday");
    ASSERT_STR(*state, clock_on(*state, clock, at(2026, 11, 16, 13, 0), now),
               "Tuesday 17 November");
    ASSERT_STR(*state, clock_on(*state, clock, at(2026, 11, 23, 13, 0), now),
               "Tuesday 24 November");
    ASSERT_STR(*state, clock_on(*state, clock, STAMP_NONE, now), "");
}

static void hours_are_twelve(void **state)
{
    static const char *const hours[] = {"12:05 am", "1:05 am", "11:05 am",
                                        "12:05 pm", "1:05 pm", "11:05 pm"};
    static const uint32_t of_24[] = {0, 1, 11, 12, 13, 23};
    struct clock *clock = clock_in(*state, "UTC");

    for (size_t i = 0; i < COUNT_OF(hours); i++)
        ASSERT_STR(*state, clock_time(*state, clock, at(2026, 1, 1, of_24[i], 5)), hours[i]);
    ASSERT_STR(*state, clock_seconds(*state, clock, at(2026, 1, 1, 20, 12)), "8:12:07 pm");
    ASSERT_STR(*state, clock_whole(*state, clock, at(2026, 11, 19, 15, 12)),
               "Thursday 19 November 2026, 3:12 pm");
}

static void days_are_the_reader_s(void **state)
{
    struct clock *sydney = clock_in(*state, "Australia/Sydney");
    struct clock *perth = clock_in(*state, "Australia/Perth");
    struct stamp late = at(2026, 11, 22, 13, 30); /* 23 November in Sydney, 22 in Perth */

    assert_int_equal(clock_day_number(sydney, late), clock_day_number(perth, late) + 1);
    assert_true(clock_day_start(sydney, late).us ==
                stamp_of((struct civil){.year = 2026, .month = 11, .day = 22, .hour = 13}).us);
    assert_int_equal(clock_day_number(clock_in(*state, "UTC"), (struct stamp){-1}), -1);
}

/* Sydney's summer time ends on 5 April 2026 at 3 am and begins on 4 October at 2 am. */
static void days_of_23_and_25_hours_are_whole(void **state)
{
    struct clock *clock = clock_in(*state, "Australia/Sydney");
    struct stamp long_day = clock_day_start(clock, at(2026, 4, 5, 12, 0));
    struct stamp after_long = clock_day_start(clock, at(2026, 4, 6, 12, 0));
    struct stamp short_day = clock_day_start(clock, at(2026, 10, 4, 12, 0));
    struct stamp after_short = clock_day_start(clock, at(2026, 10, 5, 12, 0));

    assert_true(after_long.us - long_day.us == 25 * INT64_C(3600) * STAMP_SECOND);
    assert_true(after_short.us - short_day.us == 23 * INT64_C(3600) * STAMP_SECOND);
    ASSERT_STR(*state, clock_time(*state, clock, long_day), "12:00 am");
    ASSERT_STR(*state, clock_time(*state, clock, after_short), "12:00 am");
    ASSERT_STR(*state, clock_rfc3339(*state, clock, at(2026, 4, 4, 15, 30)),
               "2026-04-05T02:30:07+11:00");
    ASSERT_STR(*state, clock_rfc3339(*state, clock, at(2026, 4, 4, 16, 30)),
               "2026-04-05T02:30:07+10:00");
}

static void none_is_empty(void **state)
{
    struct clock *clock = clock_in(*state, "UTC");
    struct stamp now = at(2026, 1, 1, 0, 0);

    ASSERT_STR(*state, clock_rfc3339(*state, clock, STAMP_NONE), "");
    ASSERT_STR(*state, clock_time(*state, clock, STAMP_NONE), "");
    ASSERT_STR(*state, clock_seconds(*state, clock, STAMP_NONE), "");
    ASSERT_STR(*state, clock_friendly(*state, clock, STAMP_NONE, now), "");
    ASSERT_STR(*state, clock_day(*state, clock, STAMP_NONE, now), "");
    ASSERT_STR(*state, clock_whole(*state, clock, STAMP_NONE), "");
    assert_int_equal(clock_day_number(clock, STAMP_NONE), 0);
    assert_true(stamp_is_none(clock_day_start(clock, STAMP_NONE)));
}

static const char *const not_zones[] = {
    "",
    "Sydney",
    "Australia/Nowhere",
    "GMT+3",
    "EST",
    "australia/sydney\n",
    "../etc/passwd",
    "Australia/Sydney\xc3\xa9",
    "AustraliaXSydney",
    "Australia/ Sydney",
    "A/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
};

static void other_zones_are_refused(void **state)
{
    struct clock *clock = NULL;

    for (size_t i = 0; i < COUNT_OF(not_zones); i++) {
        assert_false(clock_zone_exists(str_of(not_zones[i])));
        assert_int_equal(clock_open(*state, str_of(not_zones[i]), &clock), INVALID);
    }
    assert_null(clock);
}

static const char *const no_dates[] = {"",           "2026-11-31", "2026-02-29", "2026-13-01",
                                       "2026-1-1",   "1969-12-31", "2200-01-01", "2026-00-10",
                                       "2026-10-00", "2026/10/01", "2026-10-1x", "+026-10-01",
                                       "2026-10-011"};

/* Also where a day begins at another hour than in Greenwich, or lasts 23 or 25 of them. */
static void dates_are_days_of_the_zone(void **state)
{
    static const char *const zones[] = {"UTC", "Australia/Sydney", "Pacific/Kiritimati",
                                        "Pacific/Pago_Pago", "America/St_Johns"};
    static const char *const dates[] = {"2026-11-24", "2024-02-29", "2026-10-04", "2026-04-05",
                                        "1970-01-02"};
    struct stamp start;
    struct stamp end;

    for (size_t z = 0; z < COUNT_OF(zones); z++) {
        struct clock *clock = clock_in(*state, zones[z]);

        for (size_t d = 0; d < COUNT_OF(dates); d++) {
            assert_int_equal(clock_date(clock, str_of(dates[d]), &start, &end), OK);
            assert_true(str_starts(clock_rfc3339(*state, clock, start), str_of(dates[d])));
            assert_true(str_starts(clock_rfc3339(*state, clock, stamp_add(end, -1)),
                                   str_of(dates[d])));
            assert_int_equal(clock_day_start(clock, start).us, start.us);
            assert_int_equal(clock_day_number(clock, start) + 1, clock_day_number(clock, end));
        }
        for (size_t i = 0; i < COUNT_OF(no_dates); i++)
            assert_int_equal(clock_date(clock, str_of(no_dates[i]), &start, &end), INVALID);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(offsets_are_the_zone_s),
        UNIT(lists_are_friendly), UNIT(days_stand_in_sentences),
        UNIT(hours_are_twelve),
        UNIT(days_are_the_reader_s),
        UNIT(days_of_23_and_25_hours_are_whole),
        UNIT(none_is_empty),
        UNIT(dates_are_days_of_the_zone),
        UNIT(other_zones_are_refused),
    };

    clock_warm();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
