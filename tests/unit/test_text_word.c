/* test_text_word.c: the words of a text, as they are kept and looked for */
#include "kit/unit.h"

#include "text/word.h"

static struct str joined(struct arena *arena, const struct words *words)
{
    struct strbuf buf = {.arena = arena};

    for (size_t i = 0; i < words->count; i++) {
        if (i > 0)
            strbuf_put_byte(&buf, '|');
        strbuf_put(&buf, words->at[i]);
    }
    return strbuf_str(&buf);
}

static const struct {
    const char *text;
    const char *words;
} splits[] = {
    {"", ""},
    {" \xe2\x80\xa6 --- ", ""},
    {"Gate 7, please!", "gate|7|please"},
    {"the gate, THE GATE", "the|gate"},
    {"Don't <b>bold</b> 5% under_score", "don|t|b|bold|5|under|score"},
    {"Stra\xc3\x9f" "e Zo\xc3\xab \xef\xbc\xba\xef\xbc\xaf\xef\xbc\xa5", "strasse|zoe"},
    {"\xce\x9f\xce\xb4\xcf\x8c\xcf\x82", "\xce\xbf\xce\xb4\xce\xbf\xcf\x83"},
    {"\xe6\x9d\xb1\xe4\xba\xac" "A1", "\xe6\x9d\xb1|\xe4\xba\xac|a1"},
    {"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwx"},
};

static void texts_fall_into_words(void **state)
{
    struct words words;

    for (size_t i = 0; i < COUNT_OF(splits); i++) {
        assert_int_equal(word_split(*state, str_of(splits[i].text), &words), OK);
        ASSERT_STR(*state, joined(*state, &words), splits[i].words);
    }
}

static void what_is_no_text_has_none(void **state)
{
    struct words words;

    assert_int_equal(word_split(*state, STR("\xff\xfe caf"), &words), INVALID);
}

static void words_are_bounded(void **state)
{
    struct strbuf buf = {.arena = *state};
    struct words words;

    for (int i = 0; i < 3 * WORDS_MOST; i++)
        strbuf_put(&buf, str_format(*state, "w%d ", i));
    assert_int_equal(word_split(*state, strbuf_str(&buf), &words), OK);
    assert_int_equal(words.count, WORDS_MOST);
}

static void a_beginning_is_enough(void **state)
{
    struct words words;

    assert_int_equal(word_split(*state, STR("the nursery gate"), &words), OK);
    assert_true(word_begins(&words, STR("nurs")));
    assert_true(word_begins(&words, STR("gate")));
    assert_false(word_begins(&words, STR("ate")));
    assert_false(word_begins(&words, STR("gates")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(texts_fall_into_words),
        UNIT(what_is_no_text_has_none),
        UNIT(words_are_bounded),
        UNIT(a_beginning_is_enough),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
