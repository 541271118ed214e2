/* test_base_stamp.c: instants and the ids that are ordered by them */
#include "base/idgen.h"
#include "base/stamp.h"
#include "kit/unit.h"

struct day {
    int64_t seconds;
    const char *text;
};

static const struct day days[] = {
    {0, "1970-01-01T00:00:00.000000Z"},
    {-1, "1969-12-31T23:59:59.000000Z"},
    {INT64_C(951782400), "2000-02-29T00:00:00.000000Z"},
    {INT64_C(1077926400), "2004-02-28T00:00:00.000000Z"},
    {INT64_C(1583020800), "2020-03-01T00:00:00.000000Z"},
    {INT64_C(1795434707), "2026-11-23T11:51:47.000000Z"},
    {INT64_C(2147483648), "2038-01-19T03:14:08.000000Z"},
    {INT64_C(4107542400), "2100-03-01T00:00:00.000000Z"},
    {INT64_C(253402300799), "9999-12-31T23:59:59.000000Z"},
    {-INT64_C(62135596800), "0001-01-01T00:00:00.000000Z"},
};

static void stamps_are_calendar_days(void **state)
{
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        struct stamp stamp = {.us = days[i].seconds * STAMP_SECOND};

        ASSERT_STR(*state, stamp_text(*state, stamp), days[i].text);
        assert_true(stamp_of(stamp_civil(stamp)).us == stamp.us);
    }
}

static void every_day_of_four_centuries_comes_back(void **state)
{
    struct stamp stamp = stamp_of((struct civil){.year = 1800, .month = 1, .day = 1});

    (void)state;
    for (int i = 0; i < 146097; i++) {
        struct civil civil = stamp_civil(stamp);

        assert_true(stamp_of(civil).us == stamp.us);
        stamp = stamp_add(stamp, STAMP_DAY);
    }
    assert_int_equal(stamp_civil(stamp).year, 2200);
}

static void none_is_no_instant(void **state)
{
    assert_true(stamp_is_none(STAMP_NONE));
    assert_false(stamp_is_none((struct stamp){0}));
    ASSERT_STR(*state, stamp_text(*state, STAMP_NONE), "");
}

static void clocks_go_forward(void **state)
{
    int64_t before = clock_monotonic_us();

    (void)state;
    assert_true(clock_monotonic_us() >= before);
    assert_true(stamp_civil(stamp_now()).year >= 2024);
}

static void ids_never_go_back(void **state)
{
    struct idgen gen = {.node = 1023};
    struct stamp now = stamp_of((struct civil){.year = 2026, .month = 11, .day = 23});
    uint64_t last = 0;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        /* the clock jumps back and forth by a second */
        uint64_t id = idgen_next_at(&gen, stamp_add(now, i % 3 ? 0 : -STAMP_SECOND));

        assert_true(id > last);
        assert_int_equal(id >> 12 & 0x3ff, 1023);
        last = id;
    }
    assert_true(id_stamp(last).us - now.us <= 5000); /* 20,000 ids borrow 5 ms at most */
    assert_true(idgen_next(&(struct idgen){.node = 3}) > 0);
}

static void ids_tell_their_instant(void **state)
{
    struct idgen gen = {.node = 5};
    struct stamp at =
        stamp_of((struct civil){.year = 2026, .month = 11, .day = 23, .hour = 9, .us = 123456});
    uint64_t id = idgen_next_at(&gen, at);

    (void)state;
    assert_true(id_stamp(id).us == at.us / 1000 * 1000);
}

static void nodes_do_not_meet(void **state)
{
    struct stamp at = stamp_now();

    (void)state;
    for (uint32_t node = 1; node < IDGEN_NODES; node++)
        assert_true(idgen_next_at(&(struct idgen){.node = node}, at) !=
                    idgen_next_at(&(struct idgen){.node = node - 1}, at));
}

static const struct {
    uint64_t id;
    const char *uuid;
} uuids[] = {
    {0, "00000000-0000-8000-8000-000000000000"},
    {1, "00000000-0000-8000-8100-000000000000"},
    {15, "00000000-0000-8000-8f00-000000000000"},
    {16, "00000000-0000-8001-8000-000000000000"},
    {UINT64_C(1) << 32, "00000001-0000-8000-8000-000000000000"},
    {UINT64_MAX, "ffffffff-ffff-8fff-8f00-000000000000"},
    {UINT64_C(0x0123456789abcdef), "01234567-89ab-8cde-8f00-000000000000"},
};

static void ids_are_uuids(void **state)
{
    for (size_t i = 0; i < COUNT_OF(uuids); i++)
        ASSERT_STR(*state, id_uuid(*state, uuids[i].id), uuids[i].uuid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(stamps_are_calendar_days), UNIT(every_day_of_four_centuries_comes_back),
        UNIT(none_is_no_instant),       UNIT(clocks_go_forward),
        UNIT(ids_never_go_back),        UNIT(ids_tell_their_instant),
        UNIT(nodes_do_not_meet),        UNIT(ids_are_uuids),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
