/* settings_page.c: a section's form, as it is stored or as it was typed */
#include "settings.h"

#include "model/account/sender.h"
#include "text/phone.h"

bool settings_decides(const struct settings_form *form, enum setting_no no)
{
    return form->on_parent || !setting_is_locked(&form->now, no);
}

static void senders_say(struct visit *visit, struct dict *body,
                        const struct settings_form *form)
{
    dict_flag(body, "sender_rows", form->section->senders && form->senders.count > 1);
    dict_flag(body, "sender_oldest", form->sender_id == 0);
    for (size_t i = 0; i < form->senders.count; i++) {
        const struct sender *sender = LIST_AT(&form->senders, struct sender, i);
        struct dict *row = dict_section(body, "sender_choice");

        dict_number(row, "sender_number", sender->sender_id);
        dict_text(row, "sender_text", phone_show_international(visit->arena, sender->msisdn));
        dict_flag(row, "chosen", sender->sender_id == form->sender_id);
    }
}

/* What stands in the field: what was typed, else the account's own or what it would begin
 * from. */
static void value_say(struct visit *visit, struct dict *row, const struct settings_form *form,
                      enum setting_no no)
{
    const struct setting_word *word = &setting_words[no];
    const struct setting_typed *typed = &form->settings[no];
    bool given = form->typed && typed->given;
    struct str value = given ? typed->text : setting_text(visit->arena, &form->now, no);
    struct str until = value;
    struct str from = str_cut(&until, '-');

    dict_flag(row, "is_text", word->kind == SETTING_IS_TEXT);
    dict_flag(row, "is_number", word->kind == SETTING_IS_NUMBER);
    dict_flag(row, "is_span", word->kind == SETTING_IS_SPAN);
    dict_flag(row, "is_choice", word->kind == SETTING_IS_CHOICE);
    dict_text(row, "value", value);
    dict_text(row, "from_value", given ? typed->from : from);
    dict_text(row, "until_value", given ? typed->until : until);
    dict_word(row, "unit", word->many ? word->many : "");
    for (const struct setting_choice *choice = word->choices; choice && choice->word;
         choice++) {
        struct dict *option = dict_section(row, "choice");

        dict_word(option, "choice_word", choice->word);
        dict_word(option, "choice_says", choice->says);
        dict_flag(option, "chosen", str_is(value, choice->word));
    }
}

static void row_say(struct visit *visit, struct dict *body, const struct settings_form *form,
                    enum setting_no no)
{
    const struct setting_typed *typed = &form->settings[no];
    struct dict *row = dict_section(body, "setting_row");
    bool decides = settings_decides(form, no);
    bool own = form->typed && typed->given ? typed->own : setting_is_own(&form->now, no);

    setting_row_say(visit, row, &form->now, no);
    dict_word(row, "hint", setting_words[no].hint);
    dict_flag(row, "decides", decides);
    dict_flag(row, "inherits", decides && no != SETTING_OPT_OUT_SCOPE);
    dict_flag(row, "own", own);
    dict_flag(row, "may_lock", no != SETTING_OPT_OUT_SCOPE && form->now.hands_down);
    dict_flag(row, "locks",
              form->typed ? typed->lock : form->on_parent && setting_is_locked(&form->now, no));
    dict_text(row, "handed_says",
              setting_say(visit->arena, no, setting_text(visit->arena, &form->handed, no)));
    dict_flag(row, "wrong", typed->why.at != NULL);
    dict_text(row, "why", typed->why);
    value_say(visit, row, form, no);
}

/* The summary of a refused form leads to each field. */
static void faults_of(struct visit *visit, const struct settings_form *form,
                      struct faults *faults)
{
    for (size_t i = 0; i < form->section->count; i++) {
        enum setting_no no = form->section->settings[i];

        if (form->settings[no].why.at)
            faults_add(
                faults, visit->arena,
                setting_words[no].kind == SETTING_IS_SPAN
                    ? str_z(visit->arena, str_format(visit->arena, "%s_from", setting_name(no)))
                    : setting_name(no),
                str_format(visit->arena, "%s: %.*s", setting_words[no].title,
                           STR_ARG(form->settings[no].why)));
    }
}

enum status settings_page(struct visit *visit, const struct settings_form *form)
{
    struct page page = page_begin(visit, "admin/settings-section.tpl");
    struct faults faults = {0};

    page.title = str_of(form->section->title);
    page.place = "settings";
    view_fill(page.body, &setting_shape, &form->now, &visit->dial);
    dict_word(page.body, "section_title", form->section->title);
    dict_word(page.body, "section_path", form->section->path);
    dict_word(page.body, "section_says", form->section->says);
    dict_flag(page.body,
              str_z(visit->arena, str_format(visit->arena, "at_%s", form->section->word)),
              true);
    dict_flag(page.body, "conflict", form->conflict);
    dict_flag(page.body, "changed_set", form->now.changed_by.at != NULL);
    dict_flag(page.body, "writable", actor_account_is_open(visit_actor(visit)));
    faults_of(visit, form, &faults);
    faults_say(&faults, page.body);
    senders_say(visit, page.body, form);
    for (size_t i = 0; i < form->section->count; i++)
        if (form->section->settings[i] != SETTING_OPT_OUT_SCOPE || form->on_parent)
            row_say(visit, page.body, form, form->section->settings[i]);
    return page_end(visit, &page);
}
