/* test_text_letter.c: what a mail says comes back from its JSON as it was said */
#include "kit/unit.h"
#include "text/letter.h"

static struct letter read_back(struct arena *arena, const struct letter *letter)
{
    struct letter back = {.arena = arena};
    struct str text = {0};

    assert_int_equal(letter_write(letter, &text), OK);
    assert_int_equal(letter_read(text, &back), OK);
    return back;
}

static void it_comes_back(void **state)
{
    static const char *const names[] = {"account", "role", NULL};
    struct letter letter = {.arena = *state};
    struct letter back;

    letter_say(&letter, "person", STR("Zoë \"Z\" O'Neil\nof Perth"));
    letter_say(&letter, "nothing", (struct str){0});
    letter_row(&letter, "grant", names, (const struct str[]){STR("Sales"), STR("Basic user")});
    letter_link(&letter, "accept", STR("/invite/aB-_9"));
    letter_row(&letter, "grant", names, (const struct str[]){STR("Finance"), STR("")});
    back = read_back(*state, &letter);

    assert_int_equal(back.count, 7);
    ASSERT_STR(*state, back.words[0].value, "Zoë \"Z\" O'Neil\nof Perth");
    assert_null(back.words[0].section.at);
    assert_non_null(back.words[1].value.at);
    ASSERT_STR(*state, back.words[2].name, "accept");
    assert_true(back.words[2].link);
    ASSERT_STR(*state, back.words[5].section, "grant");
    assert_int_equal(back.words[5].row, 1);
    ASSERT_STR(*state, back.words[5].value, "Finance");
    assert_false(back.words[5].link);
}

static void bad_words_are_refused(void **state)
{
    static const char *const texts[] = {"a\x01", "\xff", "a\x7f", "\xc0\x80"};
    static const char *const links[] = {
        "",        "invite",  "//evil.example", "https://e.example",
        "/a b",    "/a\r\nb", "/a\"b",          "/a<b",
        "/\\evil", "/é",      "/a@b",           "/a:b"};
    struct str out = STR("untouched");

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct letter letter = {.arena = *state};

        letter_say(&letter, "x", str_of(texts[i]));
        assert_int_equal(letter_write(&letter, &out), INVALID);
    }
    for (size_t i = 0; i < COUNT_OF(links); i++) {
        struct letter letter = {.arena = *state};

        letter_link(&letter, "x", str_of(links[i]));
        assert_int_equal(letter_write(&letter, &out), INVALID);
    }
    ASSERT_STR(*state, out, "untouched");
}

static void a_nul_is_refused(void **state)
{
    struct letter letter = {.arena = *state};
    struct str out;

    letter_say(&letter, "x", (struct str){.at = "a\0b", .len = 3});
    assert_int_equal(letter_write(&letter, &out), INVALID);
}

static void too_many_words_are_refused(void **state)
{
    struct letter letter = {.arena = *state};
    struct str out;

    for (int i = 0; i < LETTER_WORDS; i++)
        letter_say(&letter, "x", STR("y"));
    assert_int_equal(letter_write(&letter, &out), OK);
    letter_say(&letter, "x", STR("y"));
    assert_int_equal(letter_write(&letter, &out), TOO_MUCH);
}

static void other_json_is_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "{",
        "[]",
        "7",
        "{\"say\":{},\"link\":{}}",
        "{\"say\":[],\"link\":{},\"rows\":{}}",
        "{\"say\":{\"a\":7},\"link\":{},\"rows\":{}}",
        "{\"say\":{\"a\":\"1\",\"a\":\"2\"},\"link\":{},\"rows\":{}}",
        "{\"say\":{},\"link\":{\"a\":\"https://evil.example\"},\"rows\":{}}",
        "{\"say\":{},\"link\":{},\"rows\":{\"a\":{}}}",
        "{\"say\":{},\"link\":{},\"rows\":{\"a\":[7]}}",
        "{\"say\":{},\"link\":{},\"rows\":{}} x",
    };

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct letter letter = {.arena = *state};

        assert_int_equal(letter_read(str_of(texts[i]), &letter), INVALID);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(it_comes_back),         UNIT(bad_words_are_refused),
        UNIT(a_nul_is_refused),      UNIT(too_many_words_are_refused),
        UNIT(other_json_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
