/* test_base_number.c: digits from outside: the boundaries of every width (IO-15), and the one
 * spelling an id has (TN-18) */
#include "base/number.h"
#include "kit/unit.h"

struct bound {
    const char *text;
    int64_t value;
    bool is_good; /* within INT64_MIN … INT64_MAX */
};

static const struct bound bounds[] = {
    {"-1", -1, true},
    {"0", 0, true},
    {"1", 1, true},
    {"2147483647", INT64_C(2147483647), true},
    {"2147483648", INT64_C(2147483648), true},
    {"2147483649", INT64_C(2147483649), true},
    {"4294967295", INT64_C(4294967295), true},
    {"4294967296", INT64_C(4294967296), true},
    {"4294967297", INT64_C(4294967297), true},
    {"9007199254740991", INT64_C(9007199254740991), true},
    {"9007199254740992", INT64_C(9007199254740992), true},
    {"9007199254740993", INT64_C(9007199254740993), true},
    {"9223372036854775807", INT64_MAX, true},
    {"9223372036854775808", 0, false},
    {"9223372036854775809", 0, false},
    {"18446744073709551615", 0, false},
    {"18446744073709551616", 0, false},
    {"18446744073709551617", 0, false},
    {"-2147483648", -INT64_C(2147483648), true},
    {"-2147483649", -INT64_C(2147483649), true},
    {"-9223372036854775807", -INT64_MAX, true},
    {"-9223372036854775808", INT64_MIN, true},
    {"-9223372036854775809", 0, false},
    {"-18446744073709551616", 0, false},
    {"99999999999999999999999999999999999999", 0, false},
};

static void numbers_are_exact_at_every_boundary(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(bounds); i++) {
        int64_t number = 42;
        enum status status =
            number_parse(str_of(bounds[i].text), INT64_MIN, INT64_MAX, &number);

        assert_int_equal(status, bounds[i].is_good ? OK : INVALID);
        assert_true(number == (bounds[i].is_good ? bounds[i].value : 42));
    }
}

static const int64_t edges[] = {0, INT64_C(1) << 31, INT64_C(1) << 32, INT64_C(1) << 53};

static void limits_include_themselves(void **state)
{
    for (size_t i = 0; i < COUNT_OF(edges); i++) {
        int64_t edge = edges[i];
        int64_t out = -7;

        for (int64_t by = -1; by <= 1; by++) {
            struct str text = str_format(*state, "%lld", (long long)(edge + by));

            assert_int_equal(number_parse(text, edge, edge, &out), by == 0 ? OK : INVALID);
        }
        assert_true(out == edge);
    }
}

static const char *const not_numbers[] = {
    "",    " ",   "+1",  "--1", "1 ", " 1",  "01",   "00", "-0",  "-", "1.0", "1e3",
    "0x1", "1,0", "1_0", "٣",   "１", "1\n", "1\tx", "x1", "nan", "∞", "-01", "1-",
};

static void other_spellings_are_no_numbers(void **state)
{
    int64_t out = 42;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(not_numbers); i++)
        assert_int_equal(number_parse(str_of(not_numbers[i]), INT64_MIN, INT64_MAX, &out),
                         INVALID);
    assert_int_equal(number_parse((struct str){"1\0", 2}, 0, 9, &out), INVALID);
    assert_int_equal(number_parse(STR("-1"), 0, 9, &out), INVALID);
    assert_true(out == 42);
}

static const char *const odd_ids[] = {
    "",
    "0",
    "00",
    "01",
    "007",
    "-1",
    "+1",
    " 1",
    "1 ",
    "1.",
    "1.0",
    "1e1",
    "0x1",
    "0b1",
    "1_000",
    "1,000",
    "1'000",
    "١",
    "１",
    "²",
    "1\n",
    "\t1",
    "1%20",
    "%31",
    "NaN",
    "Infinity",
    "null",
    "true",
    "[1]",
    "1;2",
    "1/2",
    "1?",
    "9999999999999999999999",
    "18446744073709551615",
    "18446744073709551616",
    "10000000000000000000",
};

static void ids_have_one_spelling(void **state)
{
    uint64_t id = 42;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(odd_ids); i++)
        assert_int_equal(number_parse_id(str_of(odd_ids[i]), &id), INVALID);
    assert_int_equal(number_parse_id((struct str){"1\0", 2}, &id), INVALID);
    assert_int_equal(number_parse_id(str_of(NULL), &id), INVALID);
    assert_true(id == 42);

    assert_int_equal(number_parse_id(STR("1"), &id), OK);
    assert_true(id == 1);
    assert_int_equal(number_parse_id(STR("9223372036854775808"), &id), OK);
    assert_true(id == UINT64_C(9223372036854775808));
    assert_int_equal(number_parse_id(STR("9999999999999999999"), &id), OK);
    assert_true(id == UINT64_C(9999999999999999999));
}

static void digits_are_grouped(void **state)
{
    ASSERT_STR(*state, number_group(*state, 0), "0");
    ASSERT_STR(*state, number_group(*state, 999), "999");
    ASSERT_STR(*state, number_group(*state, 1206), "1,206");
    ASSERT_STR(*state, number_group(*state, UINT64_MAX), "18,446,744,073,709,551,615");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(numbers_are_exact_at_every_boundary),
        UNIT(limits_include_themselves),
        UNIT(other_spellings_are_no_numbers),
        UNIT(ids_have_one_spelling),
        UNIT(digits_are_grouped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
