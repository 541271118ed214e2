/* test_base_log.c: every log line is one JSON object, whatever was put into it (LG-01) */
#include <fcntl.h>
#include <unistd.h>

#include "base/log.h"
#include "base/number.h"
#include "kit/unit.h"

/* Run `act` with standard error in a file, and give back what it wrote. */
static struct str written_by(struct arena *arena, void (*act)(void))
{
    char name[] = "/tmp/branchline-log-XXXXXX";
    int file = mkstemp(name);
    int kept = dup(STDERR_FILENO);
    struct str text;

    assert_true(file >= 0 && kept >= 0);
    dup2(file, STDERR_FILENO);
    act();
    dup2(kept, STDERR_FILENO);
    text = file_text(arena, "NO_SUCH_VARIABLE", "", name);
    unlink(name);
    close(kept);
    close(file);
    return text;
}

/* A checker of exactly what a line may be: {"key":"text","key":-1,…}, RFC 8259. */
struct reader {
    struct str rest;
};

static bool reader_takes(struct reader *reader, const char *token)
{
    if (!str_starts(reader->rest, str_of(token)))
        return false;
    reader->rest = str_from(reader->rest, strlen(token));
    return true;
}

static bool is_hex4(struct str text)
{
    return text.len >= 4 && strspn(text.at, "0123456789abcdefABCDEF") >= 4;
}

static bool reader_text(struct reader *reader)
{
    if (!reader_takes(reader, "\""))
        return false;
    while (reader->rest.len > 0 && reader->rest.at[0] != '"') {
        unsigned char byte = (unsigned char)reader->rest.at[0];

        if (byte < 0x20 || byte >= 0x7f)
            return false;
        if (byte == '\\') {
            if (!reader_takes(reader, "\\u") || !is_hex4(reader->rest))
                return false;
            reader->rest = str_from(reader->rest, 4);
            continue;
        }
        reader->rest = str_from(reader->rest, 1);
    }
    return reader_takes(reader, "\"");
}

static bool reader_number(struct reader *reader)
{
    size_t len = 0;
    int64_t number;

    while (len < reader->rest.len && strchr("-0123456789", reader->rest.at[len]))
        len++;
    if (number_parse(str_upto(reader->rest, len), INT64_MIN, INT64_MAX, &number) != OK)
        return false;
    reader->rest = str_from(reader->rest, len);
    return true;
}

static bool is_json_object(struct str line)
{
    struct reader reader = {.rest = line};

    if (!reader_takes(&reader, "{"))
        return false;
    do {
        if (!reader_text(&reader) || !reader_takes(&reader, ":"))
            return false;
        if (!reader_text(&reader) && !reader_number(&reader))
            return false;
    } while (reader_takes(&reader, ","));
    return reader_takes(&reader, "}") && reader.rest.len == 0;
}

static const char *const payloads[] = {
    "plain",
    "a\nb",
    "\",\"level\":\"fault",
    "}\n{\"level\":\"info\",\"event\":\"sign-in\"}",
    "\r\n\r\n",
    "back\\slash and \\\" quote",
    "\x1b[2J\x1b[31mred",
    "\x01\x02\x1f\x7f",
    "\xff\xfe\xc0\xaf",
    "\xed\xa0\x80",
    "жук 😎",
    "</script><!--",
    "%s%n%d",
    "\xe2\x80\xa8 line separator",
    "",
};

static void write_payloads(void)
{
    for (size_t i = 0; i < COUNT_OF(payloads); i++)
        LOG("info", "visit", LOG_TEXT("agent", str_of(payloads[i])), LOG_NUMBER("n", i));
}

static void no_text_forges_a_line(void **state)
{
    struct str written = written_by(*state, write_payloads);
    size_t lines = 0;

    assert_false(str_find(written, '\x1b') < written.len);
    while (written.len > 0) {
        struct str line = str_cut(&written, '\n');

        assert_true(is_json_object(line));
        assert_true(str_starts(line, STR("{\"at\":\"")));
        assert_int_equal(str_find_str(line, STR("\"level\":\"fault\"")), line.len);
        lines++;
    }
    assert_int_equal(lines, COUNT_OF(payloads));
}

static char large[100000];

static void write_large(void)
{
    memset(large, '"', sizeof(large) - 1);
    LOG("warn", "large", LOG_TEXT("path", str_of(large)), LOG_NUMBER("status", 400));
    for (size_t len = 500; len < 5000; len += 7)
        LOG("warn", "large", LOG_TEXT("a", str_upto(str_of(large), len)),
            LOG_TEXT("b", str_upto(str_of(large), 400)), LOG_NUMBER("status", 400));
}

static void long_lines_stay_whole(void **state)
{
    struct str written = written_by(*state, write_large);

    while (written.len > 0) {
        struct str line = str_cut(&written, '\n');

        assert_true(line.len < 4096);
        assert_true(is_json_object(line));
        assert_true(str_find_str(line, STR("\"event\":\"large\"")) < line.len);
    }
}

static void write_numbers(void)
{
    LOG("info", "n", LOG_NUMBER("least", INT64_MIN), LOG_NUMBER("most", INT64_MAX),
        LOG_TEXT("none", str_of(NULL)));
}

static void numbers_are_bare(void **state)
{
    struct str line = str_trim(written_by(*state, write_numbers));

    assert_true(is_json_object(line));
    assert_true(str_find_str(line, STR("\"least\":-9223372036854775808,")) < line.len);
    assert_true(str_find_str(line, STR("\"most\":9223372036854775807,")) < line.len);
    assert_true(str_ends(line, STR("\"none\":\"\"}")));
    assert_true(str_find_str(line, STR("\"program\":\"unit\"")) < line.len);
}

static void write_into_a_full_disk(void)
{
    int full = open("/dev/full", O_WRONLY);

    dup2(full, STDERR_FILENO);
    close(full);
    LOG("info", "visit", LOG_NUMBER("n", 1));
}

static void a_full_disk_is_survived(void **state)
{
    struct str written = written_by(*state, write_into_a_full_disk);

    assert_int_equal(written.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(no_text_forges_a_line),
        UNIT(long_lines_stay_whole),
        UNIT(numbers_are_bare),
        UNIT(a_full_disk_is_survived),
    };

    log_open("unit");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
