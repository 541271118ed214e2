/* test_http_form.c: queries and posted forms; whatever is odd is INVALID as a whole */
#include "http/form.h"
#include "kit/unit.h"

/* "name=value|name=value" of a parsed form; "INVALID" if it is none. */
static const char *form_show(struct arena *arena, enum status parsed, const struct form *form)
{
    struct strbuf text = {.arena = arena};

    if (parsed != OK)
        return status_word(parsed);
    for (size_t i = 0; i < form->count; i++) {
        const struct entry *entry = &form->entries[i];

        strbuf_put_format(&text, "%s%.*s=%.*s", i > 0 ? "|" : "", STR_ARG(entry->name),
                          STR_ARG(entry->value));
        if (entry->file_name.at)
            strbuf_put_format(&text, "@%.*s:%.*s", STR_ARG(entry->file_name),
                              STR_ARG(entry->type));
    }
    return str_z(arena, strbuf_str(&text));
}

struct pair {
    const char *given;
    const char *wanted; /* NULL: INVALID */
};

static const struct pair queries[] = {
    {"", ""},
    {"a=1", "a=1"},
    {"a=1&b=2&a=3", "a=1|b=2|a=3"},
    {"a", "a="},
    {"a=", "a="},
    {"a=b=c", "a=b=c"},
    {"a=1+2%2B3", "a=1 2+3"},
    {"q=%C3%A9%e2%82%ac", "q=é€"},
    {"q=caf\xc3\xa9", "q=café"},
    {"t=a%0D%0Ab%09c", "t=a\r\nb\tc"},
    {"a%5b%5d=1", "a[]=1"},
    {"a=%F0%9F%8C%B1", "a=🌱"},
    {"&", NULL},
    {"a=1&", NULL},
    {"a=1&&b=2", NULL},
    {"=1", NULL},
    {"a=%", NULL},
    {"a=%4", NULL},
    {"a=%zz", NULL},
    {"a=%4z", NULL},
    {"a=% 1", NULL},
    {"a=%00", NULL},
    {"a=x%00y", NULL},
    {"a=%01", NULL},
    {"a=%1b", NULL},
    {"a=%7f", NULL},
    {"a%0a=1", NULL},
    {"a%00=1", NULL},
    {"a=%ff", NULL},
    {"a=%c0%af", NULL},
    {"a=%e0%80%af", NULL},
    {"a=%ed%a0%80", NULL},
    {"a=%f4%90%80%80", NULL},
    {"a=%c3", NULL},
    {"a=%e2%82", NULL},
    {"%ff=1", NULL},
};

static void parses_queries(void **state)
{
    for (size_t i = 0; i < COUNT_OF(queries); i++) {
        struct form form = {0};
        enum status parsed = form_parse(*state, str_of(queries[i].given), &form);
        const char *shown = form_show(*state, parsed, &form);

        if (strcmp(shown, queries[i].wanted ? queries[i].wanted : status_word(INVALID)) != 0)
            fail_msg("%s: %s", queries[i].given, shown);
    }
}

static void keeps_the_limits(void **state)
{
    struct form form = {0};
    struct str fields = repeated(*state, "a=1&", FORM_FIELDS);
    struct str name = repeated(*state, "n", FORM_NAME);
    struct str big = repeated(*state, "0123456789abcdef", FORM_BYTES / 16);

    assert_int_equal(form_parse(*state, str_upto(fields, fields.len - 1), &form), OK);
    assert_int_equal(form.count, FORM_FIELDS);
    assert_int_equal(form_parse(*state, str_format(*state, "%.*sb=1", STR_ARG(fields)), &form),
                     INVALID);
    assert_int_equal(form_parse(*state, name, &form), OK);
    assert_int_equal(form_parse(*state, str_format(*state, "%.*sn=1", STR_ARG(name)), &form),
                     INVALID);
    assert_int_equal(
        form_parse(*state, str_format(*state, "a=%.*s", (int)(big.len - 2), big.at), &form),
        OK);
    assert_int_equal(form_parse(*state, str_format(*state, "a=%.*s", STR_ARG(big)), &form),
                     INVALID);
}

static struct form form_of(struct arena *arena, const char *text)
{
    struct form form = {0};

    assert_int_equal(form_parse(arena, str_of(text), &form), OK);
    return form;
}

static void finds_and_closes_lists(void **state)
{
    struct form form = form_of(*state, "to=1&text=hi&empty=");
    const char *const all[] = {"text", "to", "empty", "other", NULL};
    const char *const few[] = {"text", "to", NULL};

    assert_int_equal(str_is(form_get(&form, "text"), "hi"), 1);
    assert_non_null(form_get(&form, "empty").at);
    assert_null(form_get(&form, "tex").at);
    assert_int_equal(form_only(&form, all), OK);
    assert_int_equal(form_only(&form, few), INVALID);
    form = form_of(*state, "");
    assert_int_equal(form_only(&form, few), OK);
}

static void sees_doubles(void **state)
{
    static const struct {
        const char *query;
        const char *body;
        bool doubled;
    } cases[] = {
        {"", "", false},          {"a=1", "b=1", false},          {"a=1&b=2", "c=3&d=4", false},
        {"a=1&a=2", "", true},    {"a=1&a=1", "", true},          {"", "b=1&c=2&b=3", true},
        {"id=1", "id=1", true},   {"a=1&id=1", "b=2&id=2", true}, {"ID=1", "id=1", false},
        {"%69d=1", "id=1", true},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct form query = form_of(*state, cases[i].query);
        struct form body = form_of(*state, cases[i].body);

        assert_int_equal(form_has_double(&query, &body), cases[i].doubled);
    }
}

#define FIELD_A "Content-Disposition: form-data; name=\"a\"\r\n"
#define FILE_HEAD                                                                              \
    "Content-Disposition: form-data; name=\"f\"; filename=\"x.csv\"\r\n"                       \
    "Content-Type: text/csv\r\n"
#define END "\r\n--B--\r\n"

static const struct pair good_parts[] = {
    {"--B\r\n" FIELD_A "\r\n1" END, "a=1"},
    {"--B\r\n" FIELD_A "\r\n" END, "a="},
    {"--B\r\n" FIELD_A "\r\n1\r\n--B--", "a=1"},
    {"--B--\r\n", ""},
    {"--B--", ""},
    {"--B\r\n" FIELD_A "\r\n1\r\n--B\r\n" FIELD_A "\r\n2" END, "a=1|a=2"},
    {"--B\r\n" FIELD_A "\r\nx\r\n-B\r\n\r\ny" END, "a=x\r\n-B\r\n\r\ny"},
    {"--B\r\n" FILE_HEAD "\r\nr,s\r\n" END, "f=r,s\r\n@x.csv:text/csv"},
    {"--B\r\n" FILE_HEAD "\r\n\xff\xfe\x01" END, "f=\xff\xfe\x01@x.csv:text/csv"},
    {"--B\r\nCONTENT-disposition:form-data;name=\"a\"\r\n\r\n1" END, "a=1"},
    {"--B\r\n" FIELD_A "Content-Type: text/plain; charset=utf-8\r\n\r\né" END, "a=é"},
    {"--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\n" END, "f=@:"},
};

static void parses_parts(void **state)
{
    for (size_t i = 0; i < COUNT_OF(good_parts); i++) {
        struct form form = {0};
        enum status parsed =
            form_parse_parts(*state, STR("B"), str_of(good_parts[i].given), &form);
        const char *shown = form_show(*state, parsed, &form);

        if (strcmp(shown, good_parts[i].wanted) != 0)
            fail_msg("%s: %s", good_parts[i].given, shown);
    }
}

/* IO-09's malformed samples: 60 here, and those that need building below. */
static const char *const bad_parts[] = {
    "",
    "\r\n",
    "B",
    "--",
    "--B",
    "--B\r\n",
    "--B\r\n\r\n",
    "-B\r\n" FIELD_A "\r\n1" END,
    "--b\r\n" FIELD_A "\r\n1" END,
    "--BB\r\n" FIELD_A "\r\n1" END,
    "--B \r\n" FIELD_A "\r\n1" END,
    "--B\n" FIELD_A "\r\n1" END,
    "--B\r" FIELD_A "\r\n1" END,
    "--B-\r\n" FIELD_A "\r\n1" END,
    "\r\n--B\r\n" FIELD_A "\r\n1" END,
    "preamble\r\n--B\r\n" FIELD_A "\r\n1" END,
    "--B\r\n" FIELD_A "\r\n1" END "epilogue",
    "--B\r\n" FIELD_A "\r\n1" END "\r\n",
    "--B\r\n" FIELD_A "\r\n1\r\n--B-- \r\n",
    "--B--x",
    "--B\r\n" FIELD_A "\r\n1",
    "--B\r\n" FIELD_A "\r\n1\r\n",
    "--B\r\n" FIELD_A "\r\n1\r\n--",
    "--B\r\n" FIELD_A "\r\n1\r\n--B",
    "--B\r\n" FIELD_A "\r\n1\r\n--B\r\n",
    "--B\r\n" FIELD_A "\r\n1\r\n--B-",
    "--B\r\n" FIELD_A "\r\n1\r\n--Bx--\r\n",
    "--B\r\n" FIELD_A "\r\n1\n--B--\r\n",
    "--B\r\n" FIELD_A "\r\n1--B--\r\n",
    "--B\r\n" FIELD_A "1" END,
    "--B\r\n" FIELD_A END,
    "--B\r\n\r\n1" END,
    "--B\r\n\r\n\r\n1" END,
    "--B\r\nContent-Type: text/plain\r\n\r\n1" END,
    "--B\r\n" FIELD_A FIELD_A "\r\n1" END,
    "--B\r\n" FIELD_A "Content-Type: a/b\r\nContent-Type: a/b\r\n\r\n1" END,
    "--B\r\n" FIELD_A "Content-Type:\r\n\r\n1" END,
    "--B\r\n" FIELD_A "Content-Type: multipart/mixed; boundary=C\r\n\r\n--C--" END,
    "--B\r\n" FIELD_A "Content-Type: MULTIPART/form-data; boundary=C\r\n\r\n--C--" END,
    "--B\r\n" FIELD_A "Content-Transfer-Encoding: base64\r\n\r\nMQ==" END,
    "--B\r\n" FIELD_A "X-Other: 1\r\n\r\n1" END,
    "--B\r\n" FIELD_A " folded: 1\r\n\r\n1" END,
    "--B\r\n" FIELD_A "\tfolded\r\n\r\n1" END,
    "--B\r\n" FIELD_A "no colon\r\n\r\n1" END,
    "--B\r\nContent-Disposition : form-data; name=\"a\"\r\n\r\n1" END,
    "--B\r\nContent-Disposition: form-data; name=\"a\"\n\r\n1" END,
    "--B\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1" END,
    "--B\r\nContent-Disposition: form-data\r\n\r\n1" END,
    "--B\r\nContent-Disposition: form-data;\r\n\r\n1" END,
    "--B\r\nContent-Disposition: form-data; name=a\r\n\r\n1" END,
    "--B\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n1" END,
    "--B\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1" END,
    "--B\r\nContent-Disposition: form-data; name=\"a\" x\r\n\r\n1" END,
    "--B\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n1" END,
    "--B\r\nContent-Disposition: form-data; name=\"a\"; other=\"b\"\r\n\r\n1" END,
    "--B\r\nContent-Disposition: form-data; filename=\"b\"\r\n\r\n1" END,
    "--B\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"; filename=\"c\"\r\n\r\n1" END,
    "--B\r\nContent-Disposition: form-data; name=\"a\"; filename*=UTF-8''b\r\n\r\n1" END,
    "--B\r\nContent-Disposition: form-data; name=\"a\xff\"\r\n\r\n1" END,
    "--B\r\n" FIELD_A "\r\n\xc0\xaf" END,
    "--B\r\n" FIELD_A "\r\n\x01" END,
    "--B\r\nContent-Disposition: form-data; name=\"a\tb\"\r\n\r\n1" END "x",
};

static void refuses_malformed_parts(void **state)
{
    assert_true(COUNT_OF(bad_parts) >= 60);
    for (size_t i = 0; i < COUNT_OF(bad_parts); i++) {
        struct form form = {0};

        if (form_parse_parts(*state, STR("B"), str_of(bad_parts[i]), &form) != INVALID)
            fail_msg("accepted: %s", bad_parts[i]);
        assert_null(form.entries);
    }
}

static enum status parse(struct arena *arena, struct str boundary, struct str body)
{
    struct form form = {0};

    return form_parse_parts(arena, boundary, body, &form);
}

static void refuses_parts_beyond_limits(void **state)
{
    struct str parts = repeated(*state, "--B\r\n" FIELD_A "\r\n1\r\n", FORM_PARTS);
    struct str long_name = repeated(*state, "n", FORM_NAME + 1);
    struct str header = repeated(*state, "x", FORM_PART_HEAD);
    struct str big = repeated(*state, "0123456789abcdef", FORM_BYTES / 16);
    struct str bound = repeated(*state, "b", FORM_BOUNDARY);
    const char *named = "--B\r\nContent-Disposition: form-data; name=\"%.*s\"\r\n\r\n1" END;
    const char *typed = "--B\r\n" FIELD_A "Content-Type: %.*s\r\n\r\n1" END;

    assert_int_equal(parse(*state, STR("B"), str_format(*state, "%.*s--B--", STR_ARG(parts))),
                     OK);
    assert_int_equal(
        parse(*state, STR("B"),
              str_format(*state, "%.*s--B\r\n" FIELD_A "\r\n1\r\n--B--", STR_ARG(parts))),
        INVALID);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    assert_int_equal(
        parse(*state, STR("B"), str_format(*state, named, FORM_NAME, long_name.at)), OK);
    assert_int_equal(
        parse(*state, STR("B"), str_format(*state, named, FORM_NAME + 1, long_name.at)),
        INVALID);
    assert_int_equal(parse(*state, STR("B"), str_format(*state, typed, 8000, header.at)), OK);
    assert_int_equal(parse(*state, STR("B"), str_format(*state, typed, STR_ARG(header))),
                     INVALID);
#pragma GCC diagnostic pop
    assert_int_equal(parse(*state, STR("B"),
                           str_format(*state, "--B\r\n" FIELD_A "\r\n%.*s" END, STR_ARG(big))),
                     INVALID);
    assert_int_equal(parse(*state, bound, str_format(*state, "--%.*s--", STR_ARG(bound))), OK);
    bound = repeated(*state, "b", FORM_BOUNDARY + 1);
    assert_int_equal(parse(*state, bound, str_format(*state, "--%.*s--", STR_ARG(bound))),
                     INVALID);
    assert_int_equal(parse(*state, STR(""), STR("----")), INVALID);
    assert_int_equal(parse(*state, STR("a b"), STR("--a b--")), INVALID);
    assert_int_equal(parse(*state, STR("a\"b"), STR("--a\"b--")), INVALID);
}

/* Every cut of a good form but the whole is refused or is a shorter good form; no cut crashes.
 */
static void survives_every_cut(void **state)
{
    struct str whole = STR("--B\r\n" FIELD_A "\r\n1\r\n--B\r\n" FILE_HEAD "\r\nx" END);

    for (size_t len = 0; len < whole.len - 2; len++) {
        struct str cut = str_copy(*state, str_upto(whole, len));

        assert_int_equal(parse(*state, STR("B"), cut), INVALID);
    }
    assert_int_equal(parse(*state, STR("B"), whole), OK);
}

/* Bytes changed at random (but the same in each run): parsed or refused, never worse. */
static void survives_noise(void **state)
{
    struct str whole = STR("--B\r\n" FIELD_A "\r\n1\r\n--B\r\n" FILE_HEAD "\r\nx" END);
    struct arena *arena = *state;
    uint64_t noise = 88172645463325252U;

    for (size_t round = 0; round < 20000; round++) {
        struct form form = {0};
        char *body;

        arena_reset(arena);
        body = arena_take(arena, whole.len);
        memcpy(body, whole.at, whole.len);
        for (size_t i = 0; i < 1 + round % 4; i++) {
            noise ^= noise << 13;
            noise ^= noise >> 7;
            noise ^= noise << 17;
            body[noise % whole.len] = "\r\n-B:;=\"% &\xff\0ax"[noise / 1024 % 16];
        }
        if (form_parse_parts(arena, STR("B"), (struct str){body, whole.len}, &form) == OK)
            assert_true(form.count <= FORM_PARTS);
        if (form_parse(arena, (struct str){body, whole.len}, &form) == OK)
            assert_true(form.count <= FORM_FIELDS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(parses_queries),
        UNIT(keeps_the_limits),
        UNIT(finds_and_closes_lists),
        UNIT(sees_doubles),
        UNIT(parses_parts),
        UNIT(refuses_malformed_parts),
        UNIT(refuses_parts_beyond_limits),
        UNIT(survives_every_cut),
        UNIT(survives_noise),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
