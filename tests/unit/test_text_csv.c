/* test_text_csv.c: cells that spreadsheets read as they were meant (RFC 4180, IO-06) */
#include "kit/unit.h"

#include "text/csv.h"

struct sample {
    const char *text;
    const char *cell;
};

static const struct sample samples[] = {
    {"plain", "plain"},
    {"", ""},
    {"a,b", "\"a,b\""},
    {"say \"no\"", "\"say \"\"no\"\"\""},
    {"two\nlines", "\"two\nlines\""},
    {"two\r\nlines", "\"two\r\nlines\""},
    {"a=b", "a=b"},
    {"it's", "it's"},
    {"Zoë", "Zoë"},
    {"=1+1", "\"'=1+1\""},
    {"+61491570006", "\"'+61491570006\""},
    {"-1", "\"'-1\""},
    {"@SUM(A1)", "\"'@SUM(A1)\""},
    {"\tx", "\"'\tx\""},
    {"\rx", "\"'\rx\""},
    {"＝1", "\"'＝1\""},
    {"＋1", "\"'＋1\""},
    {"－1", "\"'－1\""},
    {"＠x", "\"'＠x\""},
    {"−1", "\"'−1\""},
    {"  =1", "\"'  =1\""},
    {"\u00a0=1", "\"'\u00a0=1\""},
    {"\n=1", "\"'\n=1\""},
    {"=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\""},
    {"=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""},
    {"   ", "   "},
};

static void cells_are_safe(void **state)
{
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        struct strbuf buf = {.arena = *state};
        struct csv csv = csv_open(&buf);

        csv_put(&csv, str_of(samples[i].text));
        ASSERT_STR(*state, strbuf_str(&buf),
                   str_format(*state, "\xef\xbb\xbf%s", samples[i].cell).at);
    }
}

static void a_file_has_cells_and_lines(void **state)
{
    struct strbuf buf = {.arena = *state};
    struct csv csv = csv_open(&buf);

    csv_put(&csv, STR("a"));
    csv_put(&csv, STR("b"));
    csv_line(&csv);
    csv_put(&csv, (struct str){0});
    csv_put(&csv, STR(""));
    csv_line(&csv);
    ASSERT_STR(*state, strbuf_str(&buf),
               "\xef\xbb\xbf"
               "a,b\r\n,\r\n");
}

static void a_null_byte_is_no_formula_either(void **state)
{
    struct strbuf buf = {.arena = *state};
    struct csv csv = csv_open(&buf);

    csv_put(&csv, (struct str){.at = "\0=1", .len = 3});
    assert_int_equal(buf.len, 3 + 6);
    assert_memory_equal(buf.at + 3, "\"'\0=1\"", 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(cells_are_safe),
        UNIT(a_file_has_cells_and_lines),
        UNIT(a_null_byte_is_no_formula_either),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
