/* test_text_quote.c: what somebody typed does not turn the sentence that names it */
#include "kit/unit.h"

#include "text/quote.h"

static void what_is_plain_stays_so(void **state)
{
    assert_true(str_is(quote_text(*state, STR("petra@")), "“petra@”"));
    assert_true(str_is(quote_text(*state, STR("")), "“”"));
}

static void the_rest_stands_alone(void **state)
{
    assert_true(str_is(quote_text(*state, STR("zoë")), "“\u2068zoë\u2069”"));
    assert_true(str_is(quote_text(*state, STR("a\u202eb\u2069\u2066\u200ec")),
                       "“\u2068ab\u200ec\u2069”"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(what_is_plain_stays_so),
        UNIT(the_rest_stands_alone),
    };

    return cmocka_run_group_tests_name("text_quote", tests, NULL, NULL);
}
