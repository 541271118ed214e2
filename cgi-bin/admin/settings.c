/* settings.c: what holds in an account, and where each of it comes from */
#include "settings.h"

#include "model/account/account_place.h"
#include "model/account/sender.h"
#include "text/phone.h"

static void source_say(struct visit *visit, struct dict *row, const struct setting *now,
                       enum setting_no no)
{
    bool on_parent = visit_actor(visit)->on_parent;
    bool own = setting_is_own(now, no) || (on_parent && no == SETTING_OPT_OUT_SCOPE);
    bool locked = setting_is_locked(now, no) && !on_parent;

    dict_flag(row, "source_locked", locked);
    dict_flag(row, "source_own", own && !locked && !on_parent);
    dict_flag(row, "source_parent", !own && !locked && !on_parent);
    dict_flag(row, "locked_below",
              on_parent && no != SETTING_OPT_OUT_SCOPE && setting_is_locked(now, no));
}

/* What does not hold yet, or not here. */
static const char *governs_of(const struct visit *visit, const struct setting *now,
                              enum setting_no no)
{
    if (no == SETTING_TWO_STEP && visit_actor(visit)->on_parent && !setting_is_own(now, no) &&
        !visit->house->two_step_parents)
        return "This installation’s operator has switched the standard off: nobody is asked "
               "for a code until it is decided here.";
    return setting_words[no].governs;
}

void setting_row_say(struct visit *visit, struct dict *row, const struct setting *now,
                     enum setting_no no)
{
    const struct setting_word *word = &setting_words[no];
    struct str value = setting_text(visit->arena, now, no);
    const char *governs = governs_of(visit, now, no);

    dict_word(row, "setting_name", setting_name(no));
    dict_word(row, "setting_title", word->title);
    dict_text(row, "setting_says", setting_say(visit->arena, no, value));
    dict_flag(row, "governs", governs != NULL);
    dict_word(row, "governs_text", governs ? governs : "");
    source_say(visit, row, now, no);
}

/* All numbers of the account, and which of them texts come from. */
static enum status senders_say(struct visit *visit, struct dict *dict)
{
    struct list senders = {0};
    struct sender chosen = {0};
    enum status status = sender_default(visit->tenant, &chosen);

    if (status != OK && status != NOT_FOUND)
        return status;
    TRY(sender_list(visit->tenant, &senders));
    dict_flag(dict, "has_sender", senders.count > 0);
    dict_flag(dict, "senders_other", senders.count > 1);
    for (size_t i = 0; i < senders.count; i++) {
        const struct sender *sender = LIST_AT(&senders, struct sender, i);
        struct dict *row = dict_section(dict, "sender_choice");

        dict_text(row, "sender_text", phone_show_international(visit->arena, sender->msisdn));
        dict_flag(row, "chosen", sender->sender_id == chosen.sender_id);
    }
    return OK;
}

static enum status section_say(struct visit *visit, struct dict *body,
                               const struct setting_section *section, const struct setting *now)
{
    struct dict *part = dict_section(body, "section");

    dict_word(part, "section_path", section->path);
    dict_word(part, "section_title", section->title);
    dict_word(part, "section_says", section->says);
    dict_flag(part, "has_senders", section->senders);
    if (section->senders)
        TRY(senders_say(visit, part));
    for (size_t i = 0; i < section->count; i++)
        setting_row_say(visit, dict_section(part, "setting_row"), now, section->settings[i]);
    return OK;
}

enum status settings_show(struct visit *visit)
{
    struct page page = page_begin(visit, "admin/settings.tpl");
    const struct access *access = &visit_actor(visit)->access;
    struct account_place place;
    struct setting now;

    page.title = STR("Settings");
    page.place = "settings";
    TRY(setting_of(visit->tenant, &now));
    TRY(account_place_find(visit->tenant, &place));
    dict_text(page.body, "name", access->account_name);
    dict_text(page.body, "country", place.country);
    dict_text(page.body, "zone", place.zone);
    dict_flag(page.body, "writable", actor_account_is_open(visit_actor(visit)));
    dict_flag(page.body, "changed_set", !stamp_is_none(now.changed_at));
    view_fill(page.body, &setting_shape, &now, &visit->dial);
    for (const struct setting_section *section = setting_sections; section->path; section++)
        TRY(section_say(visit, page.body, section, &now));
    page_done(visit, &page, (const char *const[]){"saved", NULL});
    return page_end(visit, &page);
}
