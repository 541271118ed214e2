/* test_model_keyword.c: which texts opt out, and which words an account may add */
#include "kit/unit.h"

#include "model/account/keyword.h"

static void the_core_is_locked(void **state)
{
    static const char *const out[] = {"STOP",    " stop. ", "“Stop”",       "Opt-out",
                                      "OPT OUT", "stopall", "Unsubscribe!", "ＳＴＯＰ",
                                      "quit",    "revoke"};
    static const char *const none[] = {"stop it", "", "please stop", "ok", "stopp", "\xff"};

    for (size_t i = 0; i < COUNT_OF(out); i++)
        assert_int_equal(keyword_of(*state, str_of(out[i]), STR("")), KEYWORD_OUT);
    for (size_t i = 0; i < COUNT_OF(none); i++)
        assert_int_equal(keyword_of(*state, str_of(none[i]), STR("")), KEYWORD_NONE);
    assert_int_equal(keyword_of(*state, STR("Start"), STR("start")), KEYWORD_IN);
    assert_int_equal(keyword_of(*state, STR("unstop"), STR("")), KEYWORD_IN);
}

static void words_of_its_own_count_too(void **state)
{
    struct str own = STR("arret basta");

    assert_int_equal(keyword_of(*state, STR("Arrêt"), own), KEYWORD_OUT);
    assert_int_equal(keyword_of(*state, STR("basta!"), own), KEYWORD_OUT);
    assert_int_equal(keyword_of(*state, STR("arret basta"), own), KEYWORD_NONE);
    assert_int_equal(keyword_of(*state, STR("bast"), own), KEYWORD_NONE);
}

static void a_list_is_read(void **state)
{
    struct str out = {0};
    struct str why = {0};
    struct strbuf many = {.arena = *state};

    assert_int_equal(keyword_read(*state, STR("Arrêt, basta\nSTOP arret"), &out, &why), OK);
    assert_true(str_is(out, "arret basta"));
    assert_int_equal(keyword_read(*state, STR("  "), &out, &why), OK);
    assert_true(out.at && out.len == 0);
    assert_int_equal(keyword_read(*state, STR("basta start"), &out, &why), INVALID);
    assert_true(str_find_str(why, STR("start")) < why.len);
    assert_int_equal(keyword_read(*state, STR("éèàöüéèàöüéèàöüéèàöü"), &out, &why), OK);
    assert_int_equal(keyword_read(*state, STR("basta xéèàöüéèàöüéèàöüéèàöü"), &out, &why),
                     INVALID);
    assert_true(str_find_str(why, STR("At most 20 letters")) < why.len);
    for (unsigned i = 0; i < KEYWORDS_MOST + 1; i++)
        strbuf_put_format(&many, "word%u ", i);
    assert_int_equal(keyword_read(*state, strbuf_str(&many), &out, &why), INVALID);
    assert_true(str_find_str(why, STR("21")) < why.len);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(the_core_is_locked),
        UNIT(words_of_its_own_count_too),
        UNIT(a_list_is_read),
    };

    return cmocka_run_group_tests_name("model_keyword", tests, NULL, NULL);
}
