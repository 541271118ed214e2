/* test_text_segment.c: the parts of a text, by the vectors that the browser's counter is held
 * to as well (tests/data/segments.json) */
#include "base/number.h"
#include "kit/unit.h"
#include "text/coding.h"
#include "text/segment.h"
#include "text/straighten.h"
#include "text/utf8.h"

struct vector {
    struct str name;
    struct str text;
    struct str encoding;
    int64_t parts;
    int64_t units;
    struct str split;   /* "67, 67, 1" */
    struct str forcing; /* empty if none */
    int64_t at;         /* -1 if none */
};

/* The file has one object a line, its keys always in the same order. */
static struct str value_cut(struct str *rest, const char *key)
{
    struct str wanted = str_of(key);
    size_t at = str_find_str(*rest, wanted);
    size_t len = 0;
    struct str value;

    assert_true(at < rest->len);
    *rest = str_from(*rest, at + wanted.len);
    if (rest->at[0] == '"') {
        for (len = 1; rest->at[len] != '"'; len++)
            len += rest->at[len] == '\\';
        value = str_upto(str_from(*rest, 1), len - 1);
    } else {
        while (rest->at[len] != '}' && rest->at[len] != ']' &&
               (rest->at[len] != ',' || rest->at[0] == '['))
            len++;
        value = str_upto(*rest, len);
    }
    *rest = str_from(*rest, len);
    return value;
}

static char unescaped(char c)
{
    static const char from[] = "nrtf";
    static const char to[] = "\n\r\t\f";
    const char *found = strchr(from, c);

    return found ? to[found - from] : c;
}

static struct str unescape(struct arena *arena, struct str text)
{
    struct strbuf buf = {.arena = arena};

    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\\')
            strbuf_put_byte(&buf, unescaped(text.at[++i]));
        else
            strbuf_put_byte(&buf, text.at[i]);
    }
    return strbuf_str(&buf);
}

static int64_t number_of(struct str text)
{
    int64_t number = -1;

    if (str_is(text, "null"))
        return -1;
    assert_int_equal(number_parse(text, 0, 1000000, &number), OK);
    return number;
}

static struct vector vector_read(struct arena *arena, struct str line)
{
    struct vector vector = {0};

    vector.name = value_cut(&line, "\"name\": ");
    vector.text = unescape(arena, value_cut(&line, "\"text\": "));
    vector.encoding = value_cut(&line, "\"encoding\": ");
    vector.parts = number_of(value_cut(&line, "\"parts\": "));
    vector.units = number_of(value_cut(&line, "\"units\": "));
    vector.split = str_from(value_cut(&line, "\"split\": "), 1);
    vector.forcing = unescape(arena, value_cut(&line, "\"forcing\": "));
    vector.at = number_of(value_cut(&line, "\"at\": "));
    return vector;
}

static void vector_check(struct arena *arena, const struct vector *vector)
{
    struct segments made = segments_of(arena, vector->text);
    struct strbuf split = {.arena = arena};
    struct strbuf joined = {.arena = arena};

    for (uint32_t i = 0; i < made.count; i++) {
        strbuf_put_format(&split, i ? ", %u" : "%u", made.segments[i].units);
        strbuf_put(&joined, made.segments[i].text);
    }
    print_message("# %.*s\n", STR_ARG(vector->name));
    assert_int_equal(made.count, vector->parts);
    assert_int_equal(made.units, vector->units);
    ASSERT_STR(arena, vector->encoding, encoding_words[made.encoding]);
    ASSERT_STR(arena, vector->split, str_z(arena, strbuf_str(&split)));
    assert_true(str_equal(strbuf_str(&joined), vector->text));
    assert_int_equal(made.forced, vector->at >= 0);
    if (made.forced) {
        assert_int_equal(made.forcing_at, vector->at);
        assert_true(str_equal(made.forcing, vector->forcing));
        assert_true(str_starts(str_from(vector->text, made.forcing_byte), made.forcing));
    }
}

static void vectors_of_the_file_hold(void **state)
{
    struct str rest = file_text(*state, "BRANCHLINE_ROOT", ".", "tests/data/segments.json");
    size_t count = 0;

    while (rest.len > 0) {
        struct str line = str_cut(&rest, '\n');
        struct vector vector;

        if (!str_starts(line, STR("  {")))
            continue;
        vector = vector_read(*state, line);
        vector_check(*state, &vector);
        count++;
    }
    assert_true(count >= 50);
}

struct known {
    const char *unit;
    size_t times;
    uint32_t parts;
};

/* The table of product.md, section 5, written out once more. */
static const struct known known[] = {
    {"a", 160, 1}, {"a", 161, 2}, {"]", 153, 3}, {"a", 306, 2}, {"a", 307, 3},
    {"ç", 70, 1},  {"ç", 71, 2},  {"^", 80, 1},  {"^", 81, 2},  {"😎", 35, 1},
    {"😎", 36, 2},  {"😎", 70, 3},  {"ç", 134, 2}, {"ç", 135, 3},
};

static void the_product_table_holds(void **state)
{
    struct strbuf buf = {.arena = *state};

    for (size_t i = 0; i < COUNT_OF(known); i++)
        assert_int_equal(
            segments_of(*state, repeated(*state, known[i].unit, known[i].times)).count,
            known[i].parts);
    strbuf_put(&buf, repeated(*state, "ж", 66));
    strbuf_put_z(&buf, "😎");
    strbuf_put(&buf, repeated(*state, "ж", 66));
    assert_int_equal(segments_of(*state, strbuf_str(&buf)).count, 3);
}

static void room_is_what_the_counter_shows(void **state)
{
    struct segments none = segments_of(*state, STR(""));
    struct segments two = segments_of(*state, repeated(*state, "a", 170));

    assert_int_equal(none.count, 0);
    assert_int_equal(none.room, 160);
    assert_int_equal(none.left, 160);
    assert_int_equal(two.room, 306);
    assert_int_equal(two.left, 306 - 170);
    assert_int_equal(segments_of(*state, repeated(*state, "ж", 173)).room, 201);
}

/* Whatever the text: nothing lost, no part too full, none emptier than it must be. */
static void parts_are_greedy_for_any_text(void **state)
{
    static const char *const pieces[] = {"a", "]", "€", "ж", "😎", "\n", "é", "’"};
    uint32_t seed = 12345;

    for (int round = 0; round < 2000; round++) {
        struct strbuf buf = {.arena = *state};
        struct segments made;
        uint32_t capacity;

        for (uint32_t n = 0; n < 50 + seed % 400; n++) {
            seed = seed * 1664525 + 1013904223;
            strbuf_put_z(&buf, pieces[(seed >> 16) % (round % 2 ? 3 : 8)]);
        }
        made = segments_of(*state, strbuf_str(&buf));
        capacity = made.room / made.count;
        for (uint32_t i = 0; i < made.count; i++) {
            assert_true(made.segments[i].units <= capacity);
            assert_true(i + 1 == made.count || made.segments[i].units >= capacity - 1);
            assert_true(utf8_is_valid(made.segments[i].text, UTF8_LINES));
        }
        arena_reset(*state);
    }
}

/* The octets of all parts are the octets of the text: billing and wire agree. */
static void parts_are_what_goes_over_the_wire(void **state)
{
    static const char *const texts[] = {"]]]]]]]]]]{€}", "ж😎ж😎", "Hello, you"};

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct str text = repeated(*state, texts[i], 40);
        struct segments made = segments_of(*state, text);
        uint32_t octet_units = made.encoding == ENCODING_UCS2 ? 2 : 1;
        struct strbuf all = {.arena = *state};
        struct str whole;
        struct str octets;

        for (uint32_t k = 0; k < made.count; k++) {
            assert_int_equal(
                coding_encode(*state, made.encoding, made.segments[k].text, &octets), OK);
            assert_int_equal(octets.len, made.segments[k].units * octet_units);
            strbuf_put(&all, octets);
        }
        assert_int_equal(coding_encode(*state, made.encoding, text, &whole), OK);
        assert_true(str_equal(strbuf_str(&all), whole));
        assert_int_equal(coding_decode(*state, coding_number(made.encoding), whole, &octets),
                         OK);
        assert_true(str_equal(octets, text));
    }
}

static void straightened_text_is_gsm7(void **state)
{
    struct str typed =
        STR("“It’s” 9–5 — so…\u00a0\tOK\u200b ‘a’ a`b \u2212\u202f1 \u00ab2\u00bb");
    struct str plain = straighten(*state, typed);

    ASSERT_STR(*state, plain, "\"It's\" 9-5 - so...  OK 'a' a'b - 1 \"2\"");
    assert_int_equal(segments_of(*state, plain).encoding, ENCODING_GSM7);
    ASSERT_STR(*state, straighten(*state, STR("жç😎 é")), "жç😎 é");
    ASSERT_STR(*state, straighten(*state, STR("")), "");
}

static void the_odd_character_is_named(void **state)
{
    struct str text = STR("If that doesn’t work for you");
    struct segments made = segments_of(*state, text);
    struct odd odd = odd_of(*state, text, &made);

    ASSERT_STR(*state, odd.name, "The curly apostrophe");
    ASSERT_STR(*state, odd.word, "doesn’t");
    ASSERT_STR(*state, odd.plain, "'");
    ASSERT_STR(*state, odd.character, "’");

    text = STR("Hi ж");
    made = segments_of(*state, text);
    odd = odd_of(*state, text, &made);
    ASSERT_STR(*state, odd.name, "The character “ж”");
    ASSERT_STR(*state, odd.word, "");
    assert_null(odd.plain.at);

    text = STR("plain");
    made = segments_of(*state, text);
    assert_int_equal(odd_of(*state, text, &made).character.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(vectors_of_the_file_hold),          UNIT(the_product_table_holds),
        UNIT(room_is_what_the_counter_shows),    UNIT(parts_are_greedy_for_any_text),
        UNIT(parts_are_what_goes_over_the_wire), UNIT(straightened_text_is_gsm7),
        UNIT(the_odd_character_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
