/* test_view_tpl.c: templates are loaded, refused, proved and filled */
#include "unit/view_scene.h"

#include "base/list.h"

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
        TEST(writes_long_pages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
