/* test_model.c: what of the model needs no database: states and their ranks, previews */
#include "kit/unit.h"

#include "model/conversation/preview.h"
#include "model/conversation/talk.h"
#include "model/message/message_state.h"
#include "text/utf8.h"

/* Never downwards, never from one final state to another (product.md 5). */
static void test_may_follow(void **state)
{
    (void)state;
    for (unsigned from = 0; from < STATES; from++)
        for (unsigned to = 0; to < STATES; to++) {
            bool may = message_state_may_follow(from, to);

            assert_false(may && message_state_rank(to) <= message_state_rank(from));
            assert_false(may && message_state_is_final(from));
        }
    assert_true(message_state_may_follow(STATE_SUBMITTED, STATE_DELIVERED));
    assert_true(message_state_may_follow(STATE_UNKNOWN, STATE_ENROUTE));
    assert_false(message_state_may_follow(STATE_SUBMITTED, STATE_UNKNOWN));
    assert_false(message_state_may_follow(STATE_DELIVERED, STATE_FAILED));
}

static void test_words(void **state)
{
    (void)state;
    for (unsigned i = 0; i < STATES; i++) {
        assert_non_null(message_state_words[i]);
        assert_int_equal(word_find(message_state_words, str_of(message_state_words[i])), i);
        assert_true(message_state_people(i)[0] != '\0');
    }
    assert_null(message_state_words[STATES]);
    ASSERT_STR(*state, message_why_people(STR("no_route")), "No carrier is set up to take it");
    ASSERT_STR(*state, message_why_people(STR("a new word")), "a new word");
    ASSERT_STR(*state, message_why_people((struct str){0}), "");
}

static void test_preview(void **state)
{
    struct str many = repeated(*state, "ab ", 100);
    struct str flags = repeated(*state, "\xf0\x9f\x98\x8e", 200);
    struct str family;

    ASSERT_STR(*state, message_preview(*state, STR("Hi  there,\n\n you\t ")), "Hi there, you");
    ASSERT_STR(*state, message_preview(*state, STR("")), "");
    assert_int_equal(message_preview(*state, many).len, PREVIEW_MOST);
    assert_int_equal(utf8_count(message_preview(*state, flags)), PREVIEW_MOST);

    /* A cluster that the limit cuts is left out whole: a farmer is three code points. */
    family = str_format(*state, "%.*s\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x8c\xbe!",
                        STR_ARG(repeated(*state, "x", PREVIEW_MOST - 2)));
    assert_int_equal(utf8_count(message_preview(*state, family)), PREVIEW_MOST - 2);
}

static void test_search_kind(void **state)
{
    (void)state;
    assert_int_equal(talk_search_kind_of(STR("0491 570 157")), SEARCH_NUMBER);
    assert_int_equal(talk_search_kind_of(STR("+61 (4) 91-57")), SEARCH_NUMBER);
    assert_int_equal(talk_search_kind_of(STR("6 am")), SEARCH_TEXT);
    assert_int_equal(talk_search_kind_of(STR("+")), SEARCH_TEXT);
    assert_int_equal(talk_search_kind_of(STR("Grace")), SEARCH_TEXT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_may_follow),
        UNIT(test_words),
        UNIT(test_preview),
        UNIT(test_search_kind),
    };

    return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
