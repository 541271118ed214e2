/* test_view_escape.c: what somebody typed never becomes markup, and keeps its line breaks */
#include "unit/view_scene.h"

/* The texts of requirement IO-04: in a text, in a quoted attribute, in an address. */
static const char *const attacks[] = {
    "<script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert&#40;1&#41;</script>",
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    "<iframe srcdoc=\"<script>alert(1)</script>\">",
    "<a href=\"javascript:alert(1)\">x</a>",
    "{{x:none}}<b>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "`onmouseover=alert(1)",
    "\xe2\x80\xa8<script>alert(1)</script>",
};

/* The text with what HTML decodes decoded: the other way round of an escape. */
static struct str unescape(struct arena *arena, struct str text)
{
    static const char *const pairs[][2] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&#39;", "'"}};
    struct strbuf out = {.arena = arena};

    while (text.len > 0) {
        size_t skip = 1;
        struct str piece = str_upto(text, 1);

        for (size_t i = 0; i < COUNT_OF(pairs); i++)
            if (str_starts(text, str_of(pairs[i][0]))) {
                piece = str_of(pairs[i][1]);
                skip = strlen(pairs[i][0]);
            }
        strbuf_put(&out, piece);
        text = str_from(text, skip);
    }
    return strbuf_str(&out);
}

static void check_place(const struct scene *scene, const char *before, const char *mark,
                        const char *after, const char *attack)
{
    struct str body = str_format(scene->arena, "%s%s%s", before, mark, after);
    struct str page = str_of(render_x(scene, body.at, str_of(attack)));
    struct str said;

    assert_int_equal(str_starts(page, str_of(before)), 1);
    assert_int_equal(str_ends(page, str_of(after)), 1);
    said = str_from(str_upto(page, page.len - strlen(after)), strlen(before));
    for (size_t i = 0; i < said.len; i++)
        assert_null(strchr("<>\"'", said.at[i]));
    if (strstr(mark, "pre_escape"))
        assert_string_equal(str_z(scene->arena, unescape(scene->arena, said)), attack);
}

static void escapes_attacks(void **state)
{
    const struct scene *scene = *state;

    assert_int_equal(COUNT_OF(attacks), 25);
    for (size_t i = 0; i < COUNT_OF(attacks); i++) {
        const char *link;

        check_place(scene, "<p>", "{{x}}", "</p>", attacks[i]);
        check_place(scene, "<p>", "{{x:pre_escape}}", "</p>", attacks[i]);
        check_place(scene, "<textarea>\n", "{{x:pre_escape}}", "</textarea>", attacks[i]);
        check_place(scene, "<title>", "{{x}}", "</title>", attacks[i]);
        check_place(scene, "<input value=\"", "{{x}}", "\">", attacks[i]);
        check_place(scene, "<i data-x=\"", "{{x}}", "\">", attacks[i]);
        link = render_x(scene, "<a href=\"{{x}}\">", str_of(attacks[i]));
        if (strcasestr(attacks[i], "script:") && strchr("jJvV ", attacks[i][0]))
            assert_string_equal(link, "<a href=\"#\">");
    }
}

static void keeps_line_breaks(void **state)
{
    const struct scene *scene = *state;
    struct str text = STR(" a\n\nb\t<c>\n");

    assert_string_equal(render_x(scene, "<p>{{x:pre_escape}}</p>", text),
                        "<p> a\n\nb\t&lt;c&gt;\n</p>");
    assert_string_equal(render_x(scene, "<textarea>\n{{x:pre_escape}}</textarea>", text),
                        "<textarea>\n a\n\nb\t&lt;c&gt;\n</textarea>");
    assert_string_equal(render_x(scene, "<p>{{x}}</p>", text), "<p> a  b &lt;c&gt; </p>");
}

static void writes_addresses(void **state)
{
    const struct scene *scene = *state;

    assert_string_equal(render_x(scene, "<a href=\"{{x}}/inbox\">", STR("/7")),
                        "<a href=\"/7/inbox\">");
    assert_string_equal(render_x(scene, "<a href=\"{{x}}/inbox\">", STR("")),
                        "<a href=\"/inbox\">");
    assert_string_equal(render_x(scene, "<i hx-get=\"{{x}}/changes?a=1&amp;b=2\">", STR("/7")),
                        "<i hx-get=\"/7/changes?a=1&amp;b=2\">");
    assert_string_equal(
        render_x(scene, "<time datetime=\"{{x}}\">", STR("2026-11-24T09:38:07+11:00")),
        "<time datetime=\"2026-11-24T09:38:07+11:00\">");
}

int main(void)
{
#define TEST(fn) cmocka_unit_test_setup_teardown(fn, scene_open, scene_close)
    const struct CMUnitTest tests[] = {
        TEST(escapes_attacks),
        TEST(keeps_line_breaks),
        TEST(writes_addresses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
