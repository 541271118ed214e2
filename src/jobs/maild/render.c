/* render.c: a mail's words, from its templates and what it says */
#include "jobs/maild/render.h"

#include "jobs/maild/layout.h"
#include "view/view.h"

enum { KINDS_MOST = 32 };

static const char *const common[] = {"subject", "to_name", "site", "home", NULL};

static struct str file_of(struct arena *arena, const struct mail_kind *kind, const char *form)
{
    return str_format(arena, "mail/%s.%s.tpl", kind->name, form);
}

static enum status kind_prove(struct arena *arena, const struct press *press,
                              const struct mail_kind *kind, struct str *why)
{
    struct view html = {.file = file_of(arena, kind, "html").at, .said = kind->words};
    struct view text = {.file = file_of(arena, kind, "txt").at, .said = kind->words};

    TRY(view_prove(arena, press->tpl, &html, common, why));
    return view_prove(arena, press->tpl, &text, common, why);
}

enum status press_open(struct arena *arena, const struct conf *conf, struct press *out,
                       struct str *why)
{
    struct press press = {.home = str_of(conf_text(conf, "base_url"))};
    const char *files[2 * KINDS_MOST + 1] = {0};
    size_t count = 0;

    for (const struct mail_kind *kind = mail_kinds; kind->name && count < 2 * KINDS_MOST;
         kind++) {
        files[count++] = file_of(arena, kind, "html").at;
        files[count++] = file_of(arena, kind, "txt").at;
    }
    TRY(tpl_open(arena, conf_text(conf, "template_dir"), files, &press.tpl, why));
    for (const struct mail_kind *kind = mail_kinds; kind->name; kind++)
        TRY(kind_prove(arena, &press, kind, why));
    *out = press;
    return OK;
}

/* The address without its scheme, as people say it. */
static struct str site_of(struct str home)
{
    return str_from(home, str_find_str(home, STR("://")) + 3);
}

/* {{name}} is the text; {{#name}} is there once for each of its lines, with {{name}} being that
 * line. */
static void say(struct dict *dict, const char *name, struct str value)
{
    struct str rest = value;

    dict_text(dict, name, value);
    while (rest.len > 0)
        dict_text(dict_section(dict, name), name, str_cut(&rest, '\n'));
}

/* Rows of a section stand side by side in a letter. */
static void letter_fill(struct dict *dict, const struct press *press,
                        const struct letter *letter)
{
    struct arena *arena = dict_arena(dict);
    const struct letter_word *before = NULL;
    struct dict *row = dict;

    for (size_t i = 0; i < letter->count; i++) {
        const struct letter_word *word = &letter->words[i];
        struct str value = word->value;

        if (word->link)
            value = str_format(arena, "%.*s%.*s", STR_ARG(press->home), STR_ARG(word->value));
        if (word->section.at &&
            (!before || before->row != word->row || !str_equal(before->section, word->section)))
            row = dict_section(dict, word->section.at);
        say(word->section.at ? row : dict, word->name.at, value);
        before = word->section.at ? word : NULL;
    }
}

static struct dict *dict_fill(struct arena *arena, const struct press *press,
                              const struct mail_kind *kind, const struct letter *letter,
                              struct str to_name)
{
    struct dict *dict = dict_new(press->tpl, arena);

    for (size_t i = 0; kind->words[i]; i++)
        dict_flag(dict, kind->words[i], false);
    say(dict, "to_name", to_name);
    say(dict, "home", press->home);
    say(dict, "site", site_of(press->home));
    letter_fill(dict, press, letter);
    return dict;
}

static enum status form_print(struct dict *dict, const struct press *press,
                              const struct mail_kind *kind, const char *form, struct str *out)
{
    struct arena *arena = dict_arena(dict);
    struct strbuf page = {.arena = arena};

    TRY(tpl_render(press->tpl, file_of(arena, kind, form).at, dict, &page));
    *out = strbuf_str(&page);
    return OK;
}

enum status press_print(struct arena *arena, const struct press *press,
                        const struct mail_kind *kind, const struct letter *letter,
                        struct str to_name, struct print *out)
{
    struct dict *dict = dict_fill(arena, press, kind, letter, to_name);
    struct str body;

    TRY(form_print(dict, press, kind, "txt", &body));
    out->subject = layout_plain(arena, str_cut(&body, '\n'));
    out->text = layout_text(arena, body);
    dict_text(dict, "subject", out->subject);
    return form_print(dict, press, kind, "html", &out->html);
}
