/* test_model_receipt_match.c: what rules a part out for a receipt without a known id (DI-04) */
#include "kit/unit.h"

#include "model/carrier/receipt_match.h"

#define MINUTE (60 * STAMP_SECOND)
#define HOUR   (60 * MINUTE)

static struct stamp noon(int64_t later)
{
    struct civil day = {.year = 2026, .month = 11, .day = 24, .hour = 12};

    return stamp_add(stamp_of(day), later);
}

static bool fits(int64_t came, struct stamp taken_at, const char *excerpt, uint8_t parts)
{
    struct unnamed part = {
        .parts = parts, .body = STR("Hello, Zo\xc3\xab, it is ready."), .sent_at = noon(0)};
    struct receipt_row receipt = {
        .came_at = noon(came), .taken_at = taken_at, .excerpt = str_of(excerpt)};

    return receipt_match_fits(&part, &receipt);
}

/* Ten minutes either way, by whatever zone the carrier's clock goes. */
static void test_time(void **state)
{
    static const struct {
        int64_t taken;
        bool fits;
    } rows[] = {
        {0, true},
        {9 * MINUTE, true},
        {-9 * MINUTE, true},
        {11 * MINUTE, false},
        {-11 * MINUTE, false},
        {11 * HOUR + 3 * MINUTE, true},
        {5 * HOUR + 30 * MINUTE, true},
        {-8 * HOUR - 4 * MINUTE, true},
        {11 * HOUR + 15 * MINUTE, false},
        {14 * HOUR + 9 * MINUTE, true},
        {15 * HOUR, false},
        {-13 * HOUR, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(fits(MINUTE, noon(rows[i].taken), NULL, 1), rows[i].fits);
    assert_true(fits(MINUTE, STAMP_NONE, NULL, 1));
    assert_true(fits(48 * HOUR, STAMP_NONE, NULL, 1));
    assert_false(fits(49 * HOUR, STAMP_NONE, NULL, 1)); /* nobody waits any more */
    assert_false(fits(-HOUR, STAMP_NONE, NULL, 1));     /* it was not even sent */
}

static void test_text(void **state)
{
    (void)state;
    assert_true(fits(0, STAMP_NONE, "Hello, Zo?, it is re", 1));
    assert_true(fits(0, STAMP_NONE, "Hello. Zo??, it is r", 1));
    assert_true(fits(0, STAMP_NONE, "Hello", 1));
    assert_false(fits(0, STAMP_NONE, "Your order is ready.", 1));
    assert_false(fits(0, STAMP_NONE, "Hello, Joe", 1));
    assert_true(fits(0, STAMP_NONE, "of another part", 2)); /* it may quote any part */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_time),
        cmocka_unit_test(test_text),
    };

    return cmocka_run_group_tests_name("model_receipt_match", tests, NULL, NULL);
}
