/* test_text_coding.c: texts to octets and back, and what carriers send instead */
#include "kit/unit.h"
#include "text/coding.h"
#include "text/gsm7.h"
#include "text/utf8.h"

#define BYTES(literal) ((struct str){.at = (literal), .len = sizeof(literal) - 1})

static void the_default_alphabet_comes_back(void **state)
{
    char octets[128];
    struct str text;
    struct str back;
    size_t len = 0;

    for (int code = 0; code < 128; code++)
        if (code != GSM7_ESCAPE)
            octets[len++] = (char)code;
    text = gsm7_decode(*state, (struct str){octets, len});
    ASSERT_STR(*state, str_upto(text, 18), "@£$¥èéùìòÇ");
    assert_int_equal(utf8_count(text), 127);
    assert_int_equal(gsm7_encode(*state, text, &back), OK);
    assert_int_equal(back.len, len);
    assert_memory_equal(back.at, octets, len);
}

static void the_extension_takes_an_escape(void **state)
{
    struct str octets;

    assert_int_equal(gsm7_encode(*state, STR("^{}\\[~]|€"), &octets), OK);
    assert_true(str_equal(octets, BYTES("\x1b\x14\x1b\x28\x1b\x29\x1b\x2f\x1b\x3c\x1b\x3d"
                                        "\x1b\x3e\x1b\x40\x1b\x65")));
    ASSERT_STR(*state, gsm7_decode(*state, octets), "^{}\\[~]|€");
    assert_int_equal(gsm7_encode(*state, STR("\f"), &octets), OK);
    assert_true(str_equal(octets, BYTES("\x1b\x0a")));
    ASSERT_STR(*state, gsm7_decode(*state, octets), "\n");
    assert_int_equal(gsm7_size('^'), 2);
    assert_int_equal(gsm7_size('@'), 1);
    assert_int_equal(gsm7_size(0xe7), 0); /* small c with cedilla */
    assert_int_equal(gsm7_size(0xffff), 0);
    assert_int_equal(gsm7_size(GSM7_ESCAPE), 0);
}

static void other_characters_are_refused(void **state)
{
    static const char *const odd[] = {"ç", "`", "’", "ж", "😎", "\t", "á", "\xc2\xa0"};
    struct str octets = STR("untouched");

    for (size_t i = 0; i < COUNT_OF(odd); i++)
        assert_int_equal(gsm7_encode(*state, str_of(odd[i]), &octets), INVALID);
    ASSERT_STR(*state, octets, "untouched");
}

struct odd_septets {
    struct str octets;
    const char *text;
};

static void odd_septets_are_read(void **state)
{
    const struct odd_septets cases[] = {
        {BYTES("a\x1b"), "a"}, /* an escape at the end */
        {BYTES("a\x1b\x1b"
               "b"),
         "a b"}, /* another table, which nobody has */
        {BYTES("\x1b"
               "b"),
         "b"}, /* an extension that does not exist */
        {BYTES("a\x80\xff"
               "b"),
         "a\ufffd\ufffdb"},
        {BYTES(""), ""},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        ASSERT_STR(*state, gsm7_decode(*state, cases[i].octets), cases[i].text);
}

static struct str decoded(struct arena *arena, uint8_t coding, struct str octets)
{
    struct str text = STR("nothing");

    assert_int_equal(coding_decode(arena, coding, octets, &text), OK);
    assert_true(utf8_is_valid(text, UTF8_LINES));
    return text;
}

static void ucs2_joins_surrogates(void **state)
{
    struct str octets;

    assert_int_equal(coding_encode(*state, ENCODING_UCS2, STR("ж😎a"), &octets), OK);
    assert_true(str_equal(octets, BYTES("\x04\x36\xd8\x3d\xde\x0e\x00\x61")));
    ASSERT_STR(*state, decoded(*state, 8, octets), "ж😎a");
}

static void odd_ucs2_is_read(void **state)
{
    const struct odd_septets cases[] = {
        {BYTES("\xd8\x3d"), "\ufffd"}, /* high alone */
        {BYTES("\xd8\x3d\x00"
               "a"),
         "\ufffda"}, /* high, then a letter */
        {BYTES("\xde\x0e\x00"
               "a"),
         "\ufffda"},                                    /* low alone */
        {BYTES("\xde\x0e\xd8\x3d"), "\ufffd\ufffd"},    /* the wrong way round */
        {BYTES("\xd8\x3d\xd8\x3d\xde\x0e"), "\ufffd😎"}, /* high, then a pair */
        {BYTES("\x00"
               "a\x04"),
         "a\ufffd"}, /* half a unit at the end */
        {BYTES("\x00\x00\x00\x1b\x00"
               "a"),
         "\ufffd\ufffda"}, /* controls */
        {BYTES("\xff\xff\xfe\xff"), "\uffff\ufeff"},
        {BYTES(""), ""},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        ASSERT_STR(*state, decoded(*state, 8, cases[i].octets), cases[i].text);
}

static void one_octet_codings_are_read(void **state)
{
    ASSERT_STR(*state, decoded(*state, 1, BYTES("Hi\x7f\xe9\x00~")), "Hi\ufffd\ufffd\ufffd~");
    ASSERT_STR(*state, decoded(*state, 3, BYTES("caf\xe9 \x80 \x93ok\x94\x81")),
               "café € “ok”\ufffd");
    ASSERT_STR(*state, decoded(*state, 3, BYTES("\x00\x0c\r\n\t")), "\ufffd\n\r\n\t");
}

static void groups_of_codings_are_known(void **state)
{
    struct str text;

    ASSERT_STR(*state,
               decoded(*state, 0xf0,
                       BYTES("\x00"
                             "a")),
               "@a");
    ASSERT_STR(*state,
               decoded(*state, 0xc8,
                       BYTES("\x00"
                             "a")),
               "@a");
    ASSERT_STR(*state,
               decoded(*state, 0xe0,
                       BYTES("\x00"
                             "a")),
               "a");
    assert_int_equal(coding_decode(*state, 0xf5, STR("a"), &text), INVALID);
    assert_int_equal(coding_decode(*state, 2, STR("a"), &text), INVALID);
    assert_int_equal(coding_decode(*state, 4, STR("a"), &text), INVALID);
    assert_int_equal(coding_decode(*state, 14, STR("a"), &text), INVALID);
}

/* Whatever octets arrive, in whatever coding, the text is clean. */
static void any_octets_give_clean_text(void **state)
{
    uint32_t seed = 99;

    for (int round = 0; round < 20000; round++) {
        char octets[40];
        struct str text;

        for (size_t i = 0; i < sizeof(octets); i++) {
            seed = seed * 1664525 + 1013904223;
            octets[i] = (char)(seed >> 24);
        }
        if (coding_decode(*state, (uint8_t)(seed >> 16), (struct str){octets, seed % 41},
                          &text) == OK)
            assert_true(utf8_is_valid(text, UTF8_LINES));
        arena_reset(*state);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(the_default_alphabet_comes_back), UNIT(the_extension_takes_an_escape),
        UNIT(other_characters_are_refused),    UNIT(odd_septets_are_read),
        UNIT(ucs2_joins_surrogates),           UNIT(odd_ucs2_is_read),
        UNIT(one_octet_codings_are_read),      UNIT(groups_of_codings_are_known),
        UNIT(any_octets_give_clean_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
