/* test_text_utf8.c: what passes the door and what does not (IO-01): forty sequences, then
 * all of up to three bytes and many of four against a second opinion */
#include "base/unicode.h"
#include "kit/unit.h"
#include "text/utf8.h"
#include "text/word.h"

#define BYTES(literal)                                                                         \
    {                                                                                          \
        .at = (literal), .len = sizeof(literal) - 1                                            \
    }

struct sequence {
    struct str bytes;
    bool one_line;
    bool lines;
    const char *what;
};

static const struct sequence sequences[] = {
    {BYTES(""), true, true, "nothing"},
    {BYTES("a"), true, true, "a letter"},
    {BYTES("\x7e"), true, true, "the last of ASCII that shows"},
    {BYTES("\xc2\x80"), true, true, "the least of two bytes"},
    {BYTES("\xdf\xbf"), true, true, "the most of two bytes"},
    {BYTES("\xe0\xa0\x80"), true, true, "the least of three bytes"},
    {BYTES("\xed\x9f\xbf"), true, true, "the last before the surrogates"},
    {BYTES("\xee\x80\x80"), true, true, "the first after the surrogates"},
    {BYTES("\xef\xbf\xbd"), true, true, "the replacement character"},
    {BYTES("\xef\xbf\xbf"), true, true, "the most of three bytes"},
    {BYTES("\xf0\x90\x80\x80"), true, true, "the least of four bytes"},
    {BYTES("\xf0\x9f\x98\x8e"), true, true, "an emoji"},
    {BYTES("\xf4\x8f\xbf\xbf"), true, true, "U+10FFFF"},
    {BYTES("a\tb"), false, true, "a tab"},
    {BYTES("a\nb"), false, true, "a line feed"},
    {BYTES("a\r\nb"), false, true, "CR LF"},
    {BYTES("\x00"), false, false, "NUL"},
    {BYTES("a\x00"
           "b"),
     false, false, "NUL inside"},
    {BYTES("\x01"), false, false, "a C0 control"},
    {BYTES("\x0b"), false, false, "a vertical tab"},
    {BYTES("\x0c"), false, false, "a form feed"},
    {BYTES("\x1b[0m"), false, false, "an escape"},
    {BYTES("\x1f"), false, false, "the last C0 control"},
    {BYTES("\x7f"), false, false, "DEL"},
    {BYTES("\x80"), false, false, "a continuation alone"},
    {BYTES("\xbf"), false, false, "the last continuation alone"},
    {BYTES("a\x80"), false, false, "a continuation after a letter"},
    {BYTES("\xc0\x80"), false, false, "NUL, overlong"},
    {BYTES("\xc0\xaf"), false, false, "a slash, overlong"},
    {BYTES("\xc1\xbf"), false, false, "the most that is overlong in two"},
    {BYTES("\xe0\x80\xaf"), false, false, "a slash in three bytes"},
    {BYTES("\xe0\x9f\xbf"), false, false, "the most that is overlong in three"},
    {BYTES("\xf0\x80\x80\xaf"), false, false, "a slash in four bytes"},
    {BYTES("\xf0\x8f\xbf\xbf"), false, false, "the most that is overlong in four"},
    {BYTES("\xed\xa0\x80"), false, false, "the first surrogate"},
    {BYTES("\xed\xbf\xbf"), false, false, "the last surrogate"},
    {BYTES("\xed\xa0\xbd\xed\xb8\x8e"), false, false, "an emoji as two surrogates"},
    {BYTES("\xf4\x90\x80\x80"), false, false, "beyond U+10FFFF"},
    {BYTES("\xf5\x80\x80\x80"), false, false, "a lead that does not exist"},
    {BYTES("\xf8\x88\x80\x80\x80"), false, false, "five bytes"},
    {BYTES("\xfc\x84\x80\x80\x80\x80"), false, false, "six bytes"},
    {BYTES("\xfe"), false, false, "FE"},
    {BYTES("\xff"), false, false, "FF"},
    {BYTES("\xc3"), false, false, "two bytes, cut"},
    {BYTES("\xe2\x82"), false, false, "three bytes, cut"},
    {BYTES("\xf0\x9f\x98"), false, false, "four bytes, cut"},
    {BYTES("\xc3("), false, false, "a letter where a continuation must be"},
    {BYTES("\xe2\x82(a"), false, false, "the same in three"},
};

static void sequences_are_judged(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sequences); i++) {
        print_message("# %s\n", sequences[i].what);
        assert_int_equal(utf8_is_valid(sequences[i].bytes, UTF8_ONE_LINE),
                         sequences[i].one_line);
        assert_int_equal(utf8_is_valid(sequences[i].bytes, UTF8_LINES), sequences[i].lines);
    }
    assert_true(COUNT_OF(sequences) >= 40);
}

/* RFC 3629 by arithmetic instead of by table: what the bytes say, said again, is the same. */
static bool is_valid_by_arithmetic(const unsigned char *b, size_t len)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t need = b[0] < 0x80       ? 1
                  : b[0] >> 5 == 6  ? 2
                  : b[0] >> 4 == 14 ? 3
                  : b[0] >> 3 == 30 ? 4
                                    : 9;
    uint32_t point = need == 1 ? b[0] : b[0] & (0xffu >> (need + 1));

    if (need != len)
        return false;
    for (size_t i = 1; i < need; i++) {
        if (b[i] >> 6 != 2)
            return false;
        point = point << 6 | (b[i] & 0x3f);
    }
    return point >= least[need] && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) &&
           (need > 1 || (point >= 0x20 && point != 0x7f));
}

static void all_short_sequences_are_judged(void **state)
{
    (void)state;
    for (uint32_t n = 0; n < 1u << 24; n++) {
        unsigned char b[3] = {(unsigned char)(n >> 16), (unsigned char)(n >> 8),
                              (unsigned char)n};
        struct str three = {.at = (const char *)b, .len = 3};

        /* three bytes that are one character; shorter ones are tried when the rest is 0 */
        if (b[0] >= 0xe0 && utf8_is_valid(three, UTF8_ONE_LINE) != is_valid_by_arithmetic(b, 3))
            fail_msg("%02x %02x %02x", b[0], b[1], b[2]);
        if (b[2] == 0 && b[0] >= 0x80 &&
            utf8_is_valid(str_upto(three, 2), UTF8_ONE_LINE) != is_valid_by_arithmetic(b, 2))
            fail_msg("%02x %02x", b[0], b[1]);
        if (b[1] == 0 && b[2] == 0 &&
            utf8_is_valid(str_upto(three, 1), UTF8_ONE_LINE) != is_valid_by_arithmetic(b, 1))
            fail_msg("%02x", b[0]);
    }
}

static void random_fours_are_judged(void **state)
{
    uint32_t seed = 2463534242;

    (void)state;
    for (uint32_t n = 0; n < 2000000; n++) {
        unsigned char b[4] = {(unsigned char)(0xf0 + seed % 9), (unsigned char)(seed >> 8),
                              (unsigned char)(0x70 + (seed >> 16) % 0x60),
                              (unsigned char)(0x70 + (seed >> 24) % 0x60)};
        struct str four = {.at = (const char *)b, .len = 4};

        if (utf8_is_valid(four, UTF8_ONE_LINE) != is_valid_by_arithmetic(b, 4))
            fail_msg("%02x %02x %02x %02x", b[0], b[1], b[2], b[3]);
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
    }
}

static void every_character_comes_back(void **state)
{
    for (uint32_t point = 0; point <= 0x10ffff; point++) {
        struct strbuf buf = {.arena = *state};
        struct str text;

        if (point == 0xd800)
            point = 0xe000;
        utf8_put(&buf, point);
        text = strbuf_str(&buf);
        assert_int_equal(utf8_count(text), 1);
        assert_int_equal(utf8_next(&text), point);
        assert_int_equal(text.len, 0);
        if (point % 4096 == 0)
            arena_reset(*state);
    }
}

static void broken_bytes_are_skipped_one_by_one(void **state)
{
    struct str text = {"\xe2\x82"
                       "a\xff",
                       4};

    (void)state;
    assert_int_equal(utf8_next(&text), UTF8_REPLACEMENT);
    assert_int_equal(utf8_next(&text), UTF8_REPLACEMENT);
    assert_int_equal(utf8_next(&text), 'a');
    assert_int_equal(utf8_next(&text), UTF8_REPLACEMENT);
    assert_int_equal(text.len, 0);
}

static void texts_are_composed_and_measured(void **state)
{
    const struct utf8_limit limit = {.lines = UTF8_LINES, .points = 4, .bytes = 8};
    struct str out = STR("untouched");

    /* five code points as typed, four when composed */
    assert_int_equal(utf8_take(*state, &limit, STR("e\u0301abc"), &out), OK);
    ASSERT_STR(*state, out, "éabc");
    assert_int_equal(utf8_take(*state, &limit, STR("abcde"), &out), TOO_MUCH);
    ASSERT_STR(*state, out, "abcde");
    assert_int_equal(utf8_take(*state, &limit, STR("😎😎😎"), &out), TOO_MUCH);
    assert_int_equal(utf8_take(*state, &limit, STR("😎😎"), &out), OK);
    assert_int_equal(utf8_take(*state, &limit, (struct str){"\xff", 1}, &out), INVALID);
    ASSERT_STR(*state, out, "😎😎");
    assert_int_equal(utf8_take(*state, &limit, STR(""), &out), OK);
    assert_int_equal(out.len, 0);
    assert_non_null(out.at);
}

static void line_ends_become_one(void **state)
{
    const struct utf8_limit lines = {.lines = UTF8_LINES};
    const struct utf8_limit one = {.lines = UTF8_ONE_LINE};
    struct str out;

    assert_int_equal(utf8_take(*state, &lines, STR("a\r\nb\rc\nd\r\r\n\ne\r"), &out), OK);
    ASSERT_STR(*state, out, "a\nb\nc\nd\n\n\ne\n");
    assert_int_equal(utf8_take(*state, &one, STR("a\nb"), &out), INVALID);
}

static void forms_are_unicode_s(void **state)
{
    struct str out;
    struct strbuf marks = {.arena = *state};

    assert_int_equal(unicode_normalise(*state, UNICODE_NFC, STR("A\u030a\u2126"), &out), OK);
    ASSERT_STR(*state, out, "ÅΩ");
    assert_int_equal(unicode_normalise(*state, UNICODE_NFD, STR("Å"), &out), OK);
    ASSERT_STR(*state, out, "A\u030a");
    assert_int_equal(unicode_normalise(*state, UNICODE_NFKC_FOLD, STR("ＡßﬁÉ"), &out), OK);
    ASSERT_STR(*state, out, "assfié");
    /* the one that grows most: U+FDFA becomes eighteen */
    for (int i = 0; i < 100; i++)
        strbuf_put_z(&marks, "\ufdfa");
    assert_int_equal(unicode_normalise(*state, UNICODE_NFKC_FOLD, strbuf_str(&marks), &out),
                     OK);
    assert_int_equal(utf8_count(out), 1800);
    assert_int_equal(unicode_normalise(*state, UNICODE_NFC, (struct str){"\xff\xfe", 2}, &out),
                     INVALID);
}

static void words_are_folded(void **state)
{
    static const char *const pairs[][2] = {
        {"Zoë", "zoe"},
        {"ＺＯＥ", "zoe"},
        {"  Mara \u00a0 WHITFIELD ", "mara whitfield"},
        {"Straße", "strasse"},
        {"Jose\u0301", "jose"},
        {"ЁЛКА", "елка"},
        {"Ngô Đình", "ngo đinh"},
        {"", ""},
        {"0491 570 157", "0491 570 157"},
        {"ＡＢ　Ｃ", "ab c"},
    };
    struct str out;

    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        assert_int_equal(word_fold(*state, str_of(pairs[i][0]), &out), OK);
        ASSERT_STR(*state, out, pairs[i][1]);
    }
    assert_int_equal(word_fold(*state, (struct str){"\xc3", 1}, &out), INVALID);
}

static void initials_are_first_and_last(void **state)
{
    ASSERT_STR(*state, word_initials(*state, STR("Tess Okafor")), "TO");
    ASSERT_STR(*state, word_initials(*state, STR("mara van whitfield")), "MW");
    ASSERT_STR(*state, word_initials(*state, STR("Åsa")), "Å");
    ASSERT_STR(*state, word_initials(*state, STR(" (Ольга)  ж. ")), "ОЖ");
    ASSERT_STR(*state, word_initials(*state, STR("--")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(sequences_are_judged),
        UNIT(all_short_sequences_are_judged),
        UNIT(random_fours_are_judged),
        UNIT(every_character_comes_back),
        UNIT(broken_bytes_are_skipped_one_by_one),
        UNIT(texts_are_composed_and_measured),
        UNIT(line_ends_become_one),
        UNIT(forms_are_unicode_s),
        UNIT(words_are_folded),
        UNIT(initials_are_first_and_last),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
