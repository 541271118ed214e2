/* folder.c: which part of the list an address asks for */
#include "inbox.h"

#include "base/number.h"

static const char *const tab_words[] = {"open", "unread", "closed", "all", NULL};

static enum status tab_read(struct visit *visit, struct folder *folder)
{
    struct str word = visit_query(visit, "tab");
    bool mine = folder->scope == INBOX_MINE;
    int tab = word.at ? word_find(tab_words, word) : mine ? TALK_ALL : TALK_OPEN;

    if (tab < 0)
        return INVALID;
    folder->tab = (enum talk_tab)tab;
    if (mine && folder->tab != TALK_UNREAD)
        folder->tab = TALK_ALL;
    if (!mine && folder->tab == TALK_ALL)
        folder->tab = TALK_OPEN;
    return OK;
}

/* An id in the query, 0 if it is not there or empty (a form's "all"). */
static enum status id_read(struct visit *visit, const char *name, uint64_t *out)
{
    struct str text = visit_query(visit, name);

    return text.len > 0 ? number_parse_id(text, out) : OK;
}

static enum status query_read(struct visit *visit, struct folder *folder)
{
    struct utf8_limit limit = {.lines = UTF8_ONE_LINE, .points = TALK_SEARCH_MOST};
    struct str typed = visit_query(visit, "q");
    struct str query;
    enum status status;

    if (!typed.at)
        return OK;
    status = utf8_take(visit->arena, &limit, typed, &query);
    if (status != OK)
        return INVALID;
    query = str_trim(query);
    if (query.len > 0)
        folder->query = query;
    return OK;
}

/* One kind of what a search finds, or all of them. */
static enum status within_read(struct visit *visit, struct folder *folder)
{
    struct str word = visit_query(visit, "in");

    folder->within = word.len > 0 ? word_find(found_words, word) : FOUND_ALL;
    return word.len > 0 && folder->within < 0 ? INVALID : OK;
}

enum status folder_read(struct visit *visit, struct folder *out)
{
    struct folder folder = {.scope = scope_of(visit), .count = *visit_inbox(visit)};

    TRY(tab_read(visit, &folder));
    TRY(query_read(visit, &folder));
    TRY(within_read(visit, &folder));
    TRY(id_read(visit, "before", &folder.before));
    if (folder.scope == INBOX_TREE)
        TRY(id_read(visit, "account", &folder.account_id));
    *out = folder;
    return OK;
}
