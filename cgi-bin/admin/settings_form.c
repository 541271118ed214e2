/* settings_form.c: a section's form: read, judged, saved
 *
 * The form carries the version it was shown with. Whoever saves after somebody else did gets
 * the page again, with what is stored now beside what they typed; nothing is written over. */
#include "settings.h"

#include "base/number.h"
#include "model/account/sender.h"

enum { TEXT_POINTS = 2000, FIELDS_MOST = 32 };

/* The last piece of the route's pattern names the section. */
static const struct setting_section *section_of(const struct visit *visit)
{
    struct str path = str_of(visit->found.route->pattern);
    const struct setting_section *section = setting_sections;

    path = str_from(path, sizeof("/settings/") - 1);
    while (section->path && !str_is(path, section->path))
        section++;
    return section;
}

static enum status form_open(struct visit *visit, struct settings_form *form)
{
    *form = (struct settings_form){.section = section_of(visit),
                                   .on_parent = visit_actor(visit)->on_parent};
    TRY(setting_of(visit->tenant, &form->now));
    TRY(setting_handed(visit->tenant, &form->handed));
    form->version = form->now.version;
    form->sender_id = form->now.sender_id;
    return form->section->senders ? sender_list(visit->tenant, &form->senders) : OK;
}

enum status settings_section_show(struct visit *visit)
{
    struct settings_form form;

    TRY(form_open(visit, &form));
    return settings_page(visit, &form);
}

static const char *field_of(struct visit *visit, const char *before, enum setting_no no,
                            const char *after)
{
    return str_z(visit->arena,
                 str_format(visit->arena, "%s%s%s", before, setting_name(no), after));
}

/* Other fields than these no form of ours has. */
static enum status fields_check(struct visit *visit, const struct setting_section *section)
{
    const char *names[FIELDS_MOST] = {"token", "version"};
    size_t count = 2;

    if (section->senders)
        names[count++] = "sender";
    for (size_t i = 0; i < section->count; i++) {
        enum setting_no no = section->settings[i];
        bool span = setting_words[no].kind == SETTING_IS_SPAN;

        names[count++] = field_of(visit, "", no, span ? "_from" : "");
        if (span)
            names[count++] = field_of(visit, "", no, "_until");
        names[count++] = field_of(visit, "own_", no, "");
        names[count++] = field_of(visit, "lock_", no, "");
    }
    return visit_only(visit, names);
}

/* A field that may be missing; INVALID if it holds what is no text. What is too long for every
 * setting is too long for its own, which says so beside it. */
static enum status text_take(struct visit *visit, const char *name, struct str *out)
{
    enum status status = OK;

    *out = STR("");
    if (form_get(&visit->request.form, name).at)
        status = visit_field(visit, name, UTF8_LINES, TEXT_POINTS, out);
    return status == TOO_MUCH ? OK : status;
}

static enum status typed_read(struct visit *visit, enum setting_no no,
                              struct setting_typed *out)
{
    const struct form *form = &visit->request.form;
    bool span = setting_words[no].kind == SETTING_IS_SPAN;
    const char *name = field_of(visit, "", no, span ? "_from" : "");

    out->given = form_get(form, name).at != NULL;
    out->own = !str_is(form_get(form, field_of(visit, "own_", no, "")), "0");
    out->lock = form_get(form, field_of(visit, "lock_", no, "")).at != NULL;
    TRY(text_take(visit, name, &out->text));
    if (!span)
        return OK;
    out->from = str_trim(out->text);
    TRY(text_take(visit, field_of(visit, "", no, "_until"), &out->until));
    out->until = str_trim(out->until);
    out->text = str_format(visit->arena, "%.*s-%.*s", STR_ARG(out->from), STR_ARG(out->until));
    return OK;
}

static enum status sender_read(struct visit *visit, struct settings_form *form)
{
    struct str given = form_get(&visit->request.form, "sender");

    if (!form->section->senders || !given.at)
        return OK;
    if (str_is(given, "0")) {
        form->sender_id = 0;
        return OK;
    }
    TRY(number_parse_id(given, &form->sender_id));
    for (size_t i = 0; i < form->senders.count; i++)
        if (LIST_AT(&form->senders, struct sender, i)->sender_id == form->sender_id)
            return OK;
    return INVALID;
}

static enum status form_read(struct visit *visit, struct settings_form *form)
{
    const struct setting_section *section = form->section;

    TRY(fields_check(visit, section));
    form->typed = true;
    if (number_parse_id(form_get(&visit->request.form, "version"), &form->version) != OK) {
        if (!str_is(form_get(&visit->request.form, "version"), "0"))
            return INVALID;
        form->version = 0;
    }
    for (size_t i = 0; i < section->count; i++)
        TRY(typed_read(visit, section->settings[i], &form->settings[section->settings[i]]));
    return sender_read(visit, form);
}

/* Judge what counts of it; false if something is wrong. */
static bool form_judge(struct visit *visit, struct settings_form *form)
{
    bool good = true;

    for (size_t i = 0; i < form->section->count; i++) {
        enum setting_no no = form->section->settings[i];
        struct setting_typed *typed = &form->settings[no];

        if (!typed->given || !settings_decides(form, no))
            continue;
        if (!typed->own)
            typed->value = (struct str){0};
        else if (setting_judge(visit->arena, no, typed->text, &typed->value, &typed->why) != OK)
            good = false;
    }
    return good;
}

/* Collects what a save changes, and the words of it for the log. */
struct gathering {
    struct arena *arena;
    const struct settings_form *form;
    struct setting_new news[SETTING_COUNT];
    size_t count;
    struct strbuf before;
    struct strbuf after;
};

static void words_put(struct gathering *g, const char *title, struct str before,
                      struct str after)
{
    const char *gap = g->before.len > 0 ? "; " : "";

    strbuf_put_format(&g->before, "%s%s: %.*s", gap, title, STR_ARG(before));
    strbuf_put_format(&g->after, "%s%s: %.*s", gap, title, STR_ARG(after));
}

static void setting_gather(struct gathering *g, enum setting_no no)
{
    const struct settings_form *form = g->form;
    const struct setting_typed *typed = &form->settings[no];
    struct str held = setting_text(g->arena, &form->now, no);
    bool own = setting_is_own(&form->now, no);
    bool same = typed->value.at ? own && str_equal(typed->value, held) : !own;
    struct str given =
        form->on_parent ? STR("the standard") : STR("as the parent account decides");

    if (!typed->given || !settings_decides(form, no) || same)
        return;
    g->news[g->count++] = (struct setting_new){.no = no, .value = typed->value};
    words_put(g, setting_words[no].title, own ? setting_say(g->arena, no, held) : given,
              typed->value.at ? setting_say(g->arena, no, typed->value) : given);
}

/* The parent's locks after this save; absent if they stay as they are. */
static struct str locks_gather(struct gathering *g, bool may_lock)
{
    const struct settings_form *form = g->form;
    struct strbuf locks = {.arena = g->arena};
    bool changed = false;

    for (unsigned i = 0; i < SETTING_OPT_OUT_SCOPE; i++) {
        bool locked = setting_is_locked(&form->now, i);
        bool here = false;

        for (size_t at = 0; at < form->section->count; at++)
            here = here || form->section->settings[at] == i;
        if (here && may_lock && locked != form->settings[i].lock) {
            changed = true;
            locked = form->settings[i].lock;
            words_put(g, setting_words[i].title,
                      locked ? STR("sub-accounts decide") : STR("locked for sub-accounts"),
                      locked ? STR("locked for sub-accounts") : STR("sub-accounts decide"));
        }
        if (locked)
            strbuf_put_format(&locks, "%s%s", locks.len > 0 ? "," : "", setting_name(i));
    }
    if (!changed)
        return (struct str){0};
    return locks.len > 0 ? strbuf_str(&locks) : STR("");
}

static struct str sender_words(const struct settings_form *form, uint64_t sender_id)
{
    for (size_t i = 0; i < form->senders.count; i++) {
        const struct sender *sender = LIST_AT(&form->senders, struct sender, i);

        if (sender->sender_id == sender_id)
            return sender->msisdn;
    }
    return STR("the oldest");
}

static enum status form_save(struct visit *visit, const struct settings_form *form)
{
    const struct audit_who who = visit_who(visit);
    struct gathering g = {.arena = visit->arena, .form = form};
    struct setting_change change = {.version = form->version, .who = &who};

    g.before.arena = visit->arena;
    g.after.arena = visit->arena;
    for (size_t i = 0; i < form->section->count; i++)
        setting_gather(&g, form->section->settings[i]);
    change.locks = locks_gather(&g, form->now.hands_down);
    change.has_sender = form->section->senders && form->sender_id != form->now.sender_id;
    change.sender_id = form->sender_id;
    if (change.has_sender)
        words_put(&g, "Number", sender_words(form, form->now.sender_id),
                  sender_words(form, form->sender_id));
    if (g.before.len == 0) /* nothing is different */
        return OK;
    change.news = g.news;
    change.count = g.count;
    change.entry = (struct audit_entry){.action = "setting.change",
                                        .object = str_of(form->section->title),
                                        .before = strbuf_str(&g.before),
                                        .after = strbuf_str(&g.after)};
    return setting_change(visit->tenant, visit->db, &change);
}

/* Something that this account may not decide any more was posted. */
static bool is_overtaken(const struct settings_form *form)
{
    if (form->version != form->now.version)
        return true;
    for (size_t i = 0; i < form->section->count; i++)
        if (form->settings[form->section->settings[i]].given &&
            !settings_decides(form, form->section->settings[i]))
            return true;
    return false;
}

static enum status conflict_show(struct visit *visit, const struct settings_form *typed)
{
    struct settings_form form = *typed;

    TRY(setting_of(visit->tenant, &form.now));
    TRY(setting_handed(visit->tenant, &form.handed));
    form.version = form.now.version;
    form.conflict = true;
    response_code(&visit->response, 409);
    return settings_page(visit, &form);
}

enum status settings_section_take(struct visit *visit)
{
    struct settings_form form;
    enum status status;

    TRY(form_open(visit, &form));
    TRY(form_read(visit, &form));
    if (is_overtaken(&form))
        return conflict_show(visit, &form);
    if (!form_judge(visit, &form)) {
        response_code(&visit->response, 422);
        return settings_page(visit, &form);
    }
    status = form_save(visit, &form);
    if (status == CONFLICT)
        return conflict_show(visit, &form);
    TRY(status);
    return visit_go(visit, "/settings?done=saved");
}
