/* house.c: what is made and proved before the first visit */
#include "portal/house.h"

#include <string.h>

#include "crypto/codec.h"
#include "portal/asks.h"
#include "portal/problem.h"
#include "portal/program.h"

enum { VIEWS_MOST = 64, FORM_KEY_BYTES = 32 };

static size_t views_collect(const struct program *program, const struct view **all)
{
    size_t count = 0;

    for (const struct view *view = problem_views; view->file && count < VIEWS_MOST; view++)
        all[count++] = view;
    for (const struct view *view = program->views; view->file && count < VIEWS_MOST; view++)
        all[count++] = view;
    return count;
}

static const char *const *names_with_tokens(struct arena *arena, const struct program *program)
{
    size_t count = 0;
    size_t routes = 0;
    const char **names;

    while (frame_names[count])
        count++;
    while (program->routes[routes].pattern)
        routes++;
    names = ARENA_NEW_N(arena, const char *, count + routes + 1);
    memcpy(names, frame_names, count * sizeof(*names));
    for (size_t i = 0; i < routes; i++)
        if (program->routes[i].method == POST)
            names[count++] = route_token_name(arena, program->routes[i].pattern).at;
    return names;
}

static enum status templates_open(struct arena *arena, struct house *house, struct str *why)
{
    const struct view *views[VIEWS_MOST];
    const char *files[VIEWS_MOST + 1] = {0};
    size_t count = views_collect(house->program, views);
    const char *const *names = names_with_tokens(arena, house->program);

    for (size_t i = 0; i < count; i++)
        files[i] = views[i]->file;
    TRY(tpl_open(arena, conf_text(house->conf, "template_dir"), files, &house->tpl, why));
    for (size_t i = 0; i < count; i++)
        TRY(view_prove(arena, house->tpl, views[i], names, why));
    return OK;
}

static enum status key_read(struct arena *arena, struct house *house, struct str *why)
{
    struct str path = str_format(arena, "%s/form-key", conf_text(house->conf, "secret_dir"));
    struct str hex;

    if (conf_secret(arena, path.at, &hex) == OK &&
        hex_decode(arena, hex, &house->form_key) == OK && house->form_key.len == FORM_KEY_BYTES)
        return OK;
    *why = str_format(arena, "%s must hold 32 random bytes in hex", path.at);
    return INVALID;
}

/* Those who see a whole tree have two-step sign-in, unless the operator says otherwise. */
static enum status two_step_read(struct house *house, struct str *why)
{
    struct str said = str_of(conf_text_or(house->conf, "two_step_parents", "on"));

    house->two_step_parents = str_is(said, "on");
    if (house->two_step_parents || str_is(said, "off"))
        return OK;
    *why = STR("two_step_parents is on or off");
    return INVALID;
}

/* Everything that can be wrong is found here, before the first visit. */
enum status house_build(struct arena *arena, struct house *house, struct str *why)
{
    const struct program *program = house->program;

    TRY(route_prove(arena, program->routes, why));
    TRY(site_parse(arena, conf_text(house->conf, "base_url"), &house->site, why));
    house->asset = str_format(arena, "/static/%s", conf_text(house->conf, "static_version"));
    TRY(key_read(arena, house, why));
    TRY(two_step_read(house, why));
    if (program->mails)
        TRY(mail_key_read(arena, house->conf, &house->mail_key, why));
    TRY(templates_open(arena, house, why));
    TRY(db_prove(arena, house->conf, program->name, asks_of(arena, program), why));
    return program->start ? program->start(arena, house, why) : OK;
}
