/* talks.c: tabs and rows of the list, in the page and in what is exchanged */
#include "inbox.h"

#include "base/number.h"
#include "model/account/account.h"
#include "text/phone.h"
#include "turn.h"

SHAPE(look, FIELD(look, name), FIELD(look, who), FIELD_AS(look, is_signed, signed),
      FIELD(look, is_out), FIELD(look, state_word), FIELD(look, state_shown), FIELD(look, here),
      FIELD(look, line));

struct str talk_name(struct visit *visit, struct str contact_name, struct str msisdn)
{
    if (contact_name.len > 0)
        return contact_name;
    return phone_show(visit->arena, visit_actor(visit)->access.country, msisdn);
}

/* "You", a colleague's first name, or nobody's: a program wrote it. */
static struct str talk_who(struct visit *visit, const struct talk *talk)
{
    struct str name = talk->last_user_name;

    if (talk->last_direction == DIRECTION_IN)
        return STR("");
    if (talk->last_user_id == visit_actor(visit)->access.user_id)
        return STR("You");
    return name.len > 0 ? str_upto(name, str_find(name, ' ')) : STR("");
}

struct saying {
    struct visit *visit;
    const struct folder *folder;
};

static void look_make(const void *of, void *with, void *out)
{
    const struct talk *talk = of;
    const struct saying *saying = with;
    struct look *look = out;
    enum message_state state = (enum message_state)talk->last_state;

    look->name = talk_name(saying->visit, talk->contact_name, talk->msisdn);
    look->who = talk_who(saying->visit, talk);
    look->is_signed = look->who.len > 0;
    look->is_out = talk->last_direction == DIRECTION_OUT;
    look->state_word = str_of(message_state_people(state));
    look->state_shown = look->is_out && state != STATE_DELIVERED && state != STATE_SUBMITTED;
    look->here = talk->conversation_id == saying->folder->open_id;
    look->line = talk->account_line;
}

static const struct view_look talk_look = {&look_shape, look_make};

static void count_say(struct visit *visit, struct dict *dict, const char *name, uint32_t count)
{
    dict_text(dict, name, number_group(visit->arena, count));
}

void tabs_say(struct visit *visit, struct dict *dict, const struct folder *folder)
{
    static const char *const words[] = {"open", "unread", "closed", "all"};
    static const char *const flags[] = {"tab_open", "tab_unread", "tab_closed", "tab_all"};
    bool searching = folder->query.at != NULL;

    dict_flag(dict, "whole", folder->scope != INBOX_MINE);
    dict_word(dict, "tab", words[folder->tab]);
    for (size_t i = 0; i < COUNT_OF(flags); i++)
        dict_flag(dict, flags[i], !searching && i == folder->tab);
    count_say(visit, dict, "open_count", folder->count.open);
    count_say(visit, dict, "closed_count", folder->count.closed);
    count_say(visit, dict, "all_count", folder->count.open);
    count_say(visit, dict, "tab_unread_count", folder->count.unread);
    dict_flag(dict, "nothing_yet", folder->count.open + folder->count.closed == 0);
    dict_flag(dict, "searching", searching);
    dict_flag(dict, "paged", folder->before != 0);
    dict_flag(dict, "filtered", folder->account_id != 0);
}

static enum status rows_say(struct visit *visit, struct dict *dict, const struct folder *folder)
{
    struct talk_query query = {folder->scope, folder->tab, folder->account_id, folder->before};
    struct saying saying = {visit, folder};
    struct list talks = {0};
    bool more = false;

    TRY(talk_list(visit->tenant, &query, &talks, &more));
    dict_word(dict, "row_kind", "talk");
    view_looks(dict, "talk", &talks, &visit->dial, &talk_look, &saying);
    dict_flag(dict, "talk_older", more);
    if (more)
        dict_number(dict, "talk_before",
                    LIST_AT(&talks, struct talk, talks.count - 1)->last_message_id);
    return OK;
}

/* A conversation may be found by name and by text: the kind keeps the rows' ids apart. */
static void found_add(struct dict *row, const void *of, void *with)
{
    static const char *const row_kinds[] = {"talk", "number", "hit"};
    const struct hits *hits = of;
    const struct saying *saying = with;

    dict_word(row, "row_kind", row_kinds[hits->kind]);
    view_looks(row, "talk", &hits->talks, &saying->visit->dial, &talk_look, with);
}

static enum status found_say(struct visit *visit, struct dict *dict,
                             const struct folder *folder)
{
    struct saying saying = {visit, folder};
    struct list groups;

    TRY(found_list(visit, folder, &groups));
    view_rows(dict, "hits", &groups, &visit->dial, found_add, &saying);
    dict_flag(dict, "talk_any", groups.count > 0);
    dict_flag(dict, "talk_none", groups.count == 0);
    dict_flag(dict, "narrowed", folder->within != FOUND_ALL || folder->before != 0);
    return OK;
}

static void live_say(struct visit *visit, struct dict *dict, const struct folder *folder)
{
    dict_flag(dict, "live", folder->before == 0 && !folder->query.at);
    dict_number(dict, "version", folder->count.version);
    dict_text(dict, "at",
              folder->open_id
                  ? str_format(visit->arena, "%llu", (unsigned long long)folder->open_id)
                  : STR(""));
}

/* The chosen account's name, and its counts in the place of the tree's. NOT_FOUND if it is not
 * in the tree. */
static enum status chosen_say(struct visit *visit, struct dict *dict, struct folder *folder)
{
    struct branch branch;

    TRY(account_branch(visit->tenant, folder->account_id, &branch));
    folder->count.open = branch.open;
    folder->count.unread = branch.unread;
    folder->count.closed = branch.closed;
    dict_text(dict, "filter_name", branch.name);
    dict_number(dict, "filter_id", folder->account_id);
    return OK;
}

enum status talks_say(struct visit *visit, struct dict *dict, const struct folder *asked)
{
    struct folder folder = *asked;

    if (folder.account_id != 0)
        TRY(chosen_say(visit, dict, &folder));
    TRY(folder.query.at ? found_say(visit, dict, &folder) : rows_say(visit, dict, &folder));
    tabs_say(visit, dict, &folder);
    live_say(visit, dict, &folder);
    return OK;
}
