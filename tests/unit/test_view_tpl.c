/* test_view_tpl.c: templates are loaded, refused, proved, filled and escaped */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/list.h"
#include "view/view.h"

#define HEAD "{{%AUTOESCAPE context=\"HTML\"}}\n"

struct scene {
    struct arena *arena;
    char dir[64];
};

static const char *const scene_files[] = {"frame/page.tpl", "a/list.tpl", "a/message-row.tpl",
                                          "b/message-row.tpl"};

static int scene_open(void **state)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    const char *tmp = getenv("TMPDIR");
    char path[128];

    assert_non_null(scene);
    scene->arena = arena_new(0, 0);
    snprintf(scene->dir, sizeof(scene->dir), "%.40s/tpl.XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(scene->dir));
    for (const char *const *d = (const char *const[]){"frame", "a", "b", NULL}; *d; d++) {
        snprintf(path, sizeof(path), "%s/%s", scene->dir, *d);
        assert_int_equal(mkdir(path, 0700), 0);
    }
    *state = scene;
    return 0;
}

static int scene_close(void **state)
{
    struct scene *scene = *state;
    char path[128];

    for (size_t i = 0; i < COUNT_OF(scene_files); i++) {
        snprintf(path, sizeof(path), "%s/%s", scene->dir, scene_files[i]);
        if (unlink(path) != 0 && errno != ENOENT)
            return 1;
    }
    for (const char *const *d = (const char *const[]){"frame", "a", "b", "", NULL}; *d; d++) {
        snprintf(path, sizeof(path), "%s/%s", scene->dir, *d);
        if (rmdir(path) != 0)
            return 1;
    }
    arena_free(scene->arena);
    free(scene);
    return 0;
}

static void file_put(const struct scene *scene, const char *file, const char *text)
{
    struct str path = str_format(scene->arena, "%s/%s", scene->dir, file);
    FILE *out = fopen(path.at, "we");

    assert_non_null(out);
    assert_int_equal(fputs(text, out) >= 0, 1);
    assert_int_equal(fclose(out), 0);
}

#define FILES(...) ((const char *const[]){__VA_ARGS__, NULL})

static struct tpl *tpl_good(const struct scene *scene, const char *const *files)
{
    struct tpl *tpl = NULL;
    struct str why = {0};

    if (tpl_open(scene->arena, scene->dir, files, &tpl, &why) != OK)
        fail_msg("%.*s", STR_ARG(why));
    return tpl;
}

static const char *render(const struct scene *scene, const struct tpl *tpl, const char *file,
                          const struct dict *dict)
{
    struct strbuf out = {.arena = scene->arena};

    assert_int_equal(tpl_render(tpl, file, dict, &out), OK);
    return str_z(scene->arena, strbuf_str(&out));
}

/* One file, one variable x. */
static const char *render_x(const struct scene *scene, const char *body, struct str x)
{
    struct tpl *tpl;
    struct dict *dict;

    file_put(scene, "a/list.tpl", str_format(scene->arena, "%s%s", HEAD, body).at);
    tpl = tpl_good(scene, FILES("a/list.tpl"));
    dict = dict_new(tpl, scene->arena);
    dict_text(dict, "x", x);
    return render(scene, tpl, "a/list.tpl", dict);
}

struct talk {
    uint64_t talk_id;
    struct str name;
    uint32_t count;
    uint8_t parts;
    int64_t delta;
    bool unread;
    struct stamp last_at;
    unsigned state;
};
static const char *const states[] = {"open", "closed", NULL};
SHAPE(talk, FIELD(talk, talk_id), FIELD(talk, name), FIELD(talk, count), FIELD(talk, parts),
      FIELD(talk, delta), FIELD(talk, unread), FIELD(talk, last_at),
      FIELD_WORD(talk, state, states));

static struct str show(struct arena *arena, const struct dial *dial, struct stamp at)
{
    return str_format(arena, "%s%lld", (const char *)dial->zone, (long long)at.us);
}

static const struct dial dial = {.zone = (void *)(uintptr_t) "z",
                                 .show = {show, show, show, show, show, show}};

static void fills_every_kind(void **state)
{
    const struct scene *scene = *state;
    struct talk talk = {.talk_id = UINT64_MAX,
                        .name = STR("A & B"),
                        .count = 1206,
                        .parts = 3,
                        .delta = -5,
                        .unread = true,
                        .last_at = {.us = 7},
                        .state = 1};
    struct tpl *tpl;
    struct dict *dict;

    file_put(scene, "a/list.tpl",
             HEAD
             "{{talk_id}}|{{name}}|{{count}}|{{parts}}|{{delta}}|{{#unread}}new{{/unread}}"
             "{{#unread_not}}old{{/unread_not}}|{{last_at}}|{{last_at_text}}|"
             "{{#last_at_set}}set{{/last_at_set}}{{#last_at_set_not}}no{{/last_at_set_not}}"
             "|{{state}}");
    tpl = tpl_good(scene, FILES("a/list.tpl"));
    dict = dict_new(tpl, scene->arena);
    view_fill(dict, &talk_shape, &talk, &dial);
    assert_string_equal(render(scene, tpl, "a/list.tpl", dict),
                        "18446744073709551615|A &amp; B|1,206|3|-5|new|z7|z7|set|closed");
    talk.unread = false;
    talk.last_at = STAMP_NONE;
    talk.state = 9;
    dict = dict_new(tpl, scene->arena);
    view_fill(dict, &talk_shape, &talk, &dial);
    assert_string_equal(render(scene, tpl, "a/list.tpl", dict),
                        "18446744073709551615|A &amp; B|1,206|3|-5|old|||no|");
}

static void rows_add(struct dict *row_dict, const void *row, void *with)
{
    const struct talk *talk = row;

    dict_word(row_dict, "extra", talk->talk_id == *(uint64_t *)with ? "here" : "");
}

static void lists_rows(void **state)
{
    const struct scene *scene = *state;
    struct list list = {.shape = &talk_shape};
    uint64_t here = 2;
    struct tpl *tpl;
    struct dict *dict;

    file_put(scene, "a/list.tpl",
             HEAD "{{root}}{{#talk_any}}<ul>{{#talk}}<li>{{root}}/{{name}}{{extra}}"
                  "{{#unread}}*{{/unread}}{{#talk_separator}},{{/talk_separator}}{{/talk}}</ul>"
                  "{{/talk_any}}{{#talk_none}}none{{/talk_none}}");
    tpl = tpl_good(scene, FILES("a/list.tpl"));
    dict = dict_new(tpl, scene->arena);
    dict_word(dict, "root", "/7");
    view_rows(dict, "talk", &list, &dial, NULL, NULL);
    assert_string_equal(render(scene, tpl, "a/list.tpl", dict), "/7none");

    for (unsigned i = 1; i <= 3; i++) {
        struct talk *talk = list_append(&list, scene->arena);

        *talk = (struct talk){.talk_id = i, .name = STR("n"), .unread = i == 2};
    }
    dict = dict_new(tpl, scene->arena);
    dict_word(dict, "root", "/7");
    dict_flag(dict, "unread", true);
    view_rows(dict, "talk", &list, &dial, rows_add, &here);
    assert_string_equal(render(scene, tpl, "a/list.tpl", dict),
                        "/7<ul><li>/7/n,<li>/7/nhere*,<li>/7/n</ul>");
}

/* An inner list without rows must not show an outer one of the same name. */
static void inner_names_hide_outer_ones(void **state)
{
    const struct scene *scene = *state;
    struct list none = {.shape = &talk_shape};
    struct tpl *tpl;
    struct dict *dict;
    struct dict *row;

    file_put(scene, "a/list.tpl",
             HEAD "{{#row}}[{{x}}{{#talk}}{{name}}{{/talk}}{{#on}}on{{/on}}]{{/row}}");
    tpl = tpl_good(scene, FILES("a/list.tpl"));
    dict = dict_new(tpl, scene->arena);
    dict_word(dict, "x", "out");
    dict_flag(dict, "on", true);
    dict_word(dict_section(dict, "talk"), "name", "outer");
    row = dict_section(dict, "row");
    dict_word(row, "x", "in");
    dict_flag(row, "on", false);
    view_rows(row, "talk", &none, &dial, NULL, NULL);
    dict_section(dict, "row");
    assert_string_equal(render(scene, tpl, "a/list.tpl", dict), "[in][outouteron]");
}

static void includes_files_and_slots(void **state)
{
    const struct scene *scene = *state;
    struct tpl *tpl;
    struct dict *dict;
    struct dict *body;

    file_put(scene, "frame/page.tpl",
             HEAD "<main>\n    {{>BODY}}\n</main>\n{{>NOTHING}}{{y}}\n");
    file_put(scene, "a/message-row.tpl", HEAD "<p>{{x}}</p>\n");
    file_put(scene, "a/list.tpl", HEAD "{{#row}}\n  {{>message_row}}\n{{/row}}\n");
    tpl = tpl_good(scene, FILES("frame/page.tpl", "a/list.tpl"));
    dict = dict_new(tpl, scene->arena);
    dict_word(dict, "y", "Y");
    body = dict_include(dict, "BODY", "a/list.tpl");
    dict_word(dict_section(body, "row"), "x", "1\n2");
    dict_word(dict_section(body, "row"), "x", "3");
    assert_string_equal(render(scene, tpl, "frame/page.tpl", dict),
                        "<main>\n<p>1 2</p>\n<p>3</p>\n</main>\nY\n");
    assert_null(dict_key(dict, "never_said", ""));
    dict_word(dict, "never_said", "x");
    dict_word(dict_section(dict, "never"), "said", "x");
    dict_include(dict, "NEVER", "a/list.tpl");
    assert_non_null(dict_key(dict, "ro", "w"));
}

struct refusal {
    const char *text;
    const char *sentence; /* what the sentence must hold */
};

static const struct refusal refusals[] = {
    {"<p>{{x}}</p>", "a/list.tpl: the first line must be"},
    {"{{%AUTOESCAPE context=\"JSON\"}}\n", "the first line must be"},
    {"\n" HEAD, "the first line must be"},
    {"", "the first line must be"},
    {HEAD "{{x:none}}", "line 2: {{x:none has a modifier"},
    {HEAD "\n{{x:pre_escape:none}}", "line 3: {{x:pre_escape:none has a modifier"},
    {HEAD "{{x:", "line 2: {{x: is not closed"},
    {HEAD "{{#a}}{{#b}}{{/a}}{{/b}}", "closes a section that is not the innermost"},
    {HEAD "{{/a}}", "closes a section"},
    {HEAD "{{#a}}", "a is a section without an end"},
    {HEAD "{{=| |=}}", "is no variable"},
    {HEAD "{{%AUTOESCAPE context=\"HTML\" state=\"IN_TAG\"}}", "is no variable"},
    {HEAD "{{}}", "is no variable"},
    {HEAD "{{ x }}", "is no variable"},
    {HEAD "{{1x}}", "is no variable"},
    {HEAD "{{x-y}}", "is no variable"},
    {HEAD "{{#a:pre_escape}}{{/a}}", "has a modifier"},
    {HEAD "{{>missing}}", "{{>missing}} fits 0 files"},
    {HEAD "{{>message_row}}", "{{>message_row}} fits 2 files"},
    {HEAD "{{>list}}", "its includes go in a circle"},
    {HEAD "<a href=\"{{x}}\" {{x}}=1><{{y}}>", "ctemplate refuses it"},
};

static void refuses_bad_templates(void **state)
{
    const struct scene *scene = *state;

    file_put(scene, "a/message-row.tpl", HEAD);
    file_put(scene, "b/message-row.tpl", HEAD);
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        struct tpl *tpl = NULL;
        struct str why = {0};

        file_put(scene, "a/list.tpl", refusals[i].text);
        assert_int_equal(tpl_open(scene->arena, scene->dir, FILES("a/list.tpl"), &tpl, &why),
                         INVALID);
        if (!strstr(str_z(scene->arena, why), refusals[i].sentence))
            fail_msg("%s: %.*s", refusals[i].text, STR_ARG(why));
    }
}

static void refuses_a_missing_file(void **state)
{
    const struct scene *scene = *state;
    struct tpl *tpl = NULL;
    struct str why = {0};

    assert_int_equal(tpl_open(scene->arena, scene->dir, FILES("a/gone.tpl"), &tpl, &why),
                     INVALID);
    assert_non_null(strstr(str_z(scene->arena, why), "a/gone.tpl can't be used: No such file"));
    assert_int_equal(tpl_open(scene->arena, scene->dir, FILES("a"), &tpl, &why), INVALID);
}

static void renders_only_what_was_loaded(void **state)
{
    const struct scene *scene = *state;
    struct strbuf out = {.arena = scene->arena};
    const struct tpl_name *names;
    size_t count;
    struct tpl *tpl;

    file_put(scene, "a/list.tpl", HEAD);
    tpl = tpl_good(scene, FILES("a/list.tpl"));
    assert_int_equal(tpl_render(tpl, "a/other.tpl", dict_new(tpl, scene->arena), &out), BROKEN);
    assert_int_equal(tpl_names(tpl, "a/other.tpl", &names, &count), NOT_FOUND);
}

static const struct view view = {"a/list.tpl", FED(&talk_shape), SAID("search", "BODY")};

static const char *prove(const struct scene *scene, const char *text)
{
    struct str why = {0};
    struct tpl *tpl;

    file_put(scene, "a/list.tpl", str_format(scene->arena, "%s%s", HEAD, text).at);
    tpl = tpl_good(scene, FILES("a/list.tpl"));
    if (view_prove(scene->arena, tpl, &view, FILES("root", "flash"), &why) == OK)
        return "";
    return str_z(scene->arena, why);
}

static void proves_names(void **state)
{
    const struct scene *scene = *state;

    file_put(scene, "a/message-row.tpl", HEAD "\n{{naem}}");
    assert_string_equal(prove(scene, "{{root}}{{#flash}}{{/flash}}{{search}}{{#search_not}}"
                                     "{{/search_not}}{{>BODY}}{{#talk}}{{name}}{{count}}"
                                     "{{last_at_day}}{{#unread_not}}{{/unread_not}}{{/talk}}"
                                     "{{#talk_none}}{{#last_at_set_not}}{{/last_at_set_not}}"
                                     "{{/talk_none}}"),
                        "");
    assert_string_equal(
        prove(scene, "\n{{nmae}}"),
        "template a/list.tpl, line 3: {{nmae}} is nothing that a/list.tpl is fed");
    assert_string_equal(
        prove(scene, "{{>message_row}}"),
        "template a/message-row.tpl, line 3: {{naem}} is nothing that a/list.tpl is fed");
    assert_string_not_equal(prove(scene, "{{unread}}"), "");
    assert_string_not_equal(prove(scene, "{{#name}}{{/name}}"), "");
    assert_string_not_equal(prove(scene, "{{#name_not}}{{/name_not}}"), "");
    assert_string_not_equal(prove(scene, "{{name_text}}"), "");
    assert_string_not_equal(prove(scene, "{{talk}}"), "");
    assert_string_not_equal(prove(scene, "{{>SIDE}}"), "");
    assert_string_not_equal(prove(scene, "{{search_not}}"), "");
}

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

static void writes_long_pages(void **state)
{
    const struct scene *scene = *state;
    struct strbuf text = {.arena = scene->arena};

    for (size_t i = 0; i < 200000; i++)
        strbuf_put_byte(&text, (char)('a' + i % 26));
    assert_string_equal(render_x(scene, "{{x}}", strbuf_str(&text)),
                        str_z(scene->arena, strbuf_str(&text)));
}

int main(void)
{
#define TEST(fn) cmocka_unit_test_setup_teardown(fn, scene_open, scene_close)
    const struct CMUnitTest tests[] = {
        TEST(fills_every_kind),
        TEST(lists_rows),
        TEST(inner_names_hide_outer_ones),
        TEST(includes_files_and_slots),
        TEST(refuses_bad_templates),
        TEST(refuses_a_missing_file),
        TEST(renders_only_what_was_loaded),
        TEST(proves_names),
        TEST(escapes_attacks),
        TEST(keeps_line_breaks),
        TEST(writes_addresses),
        TEST(writes_long_pages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
