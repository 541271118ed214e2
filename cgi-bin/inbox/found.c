/* found.c: what a search finds: people, numbers and messages, each a list of its own
 *
 * A page of all shows the first rows of each; each goes on by its own key. A name that is
 * found never hides what somebody wrote. */
#include "inbox.h"

enum { FOUND_FEW = 8 /* people shown above the messages; the others are a page further */ };

const char *const found_words[] = {
    [SEARCH_NAME] = "people", [SEARCH_NUMBER] = "numbers", [SEARCH_TEXT] = "messages", NULL};

SHAPE(hits, FIELD_WORD(hits, kind, found_words), FIELD(hits, people), FIELD(hits, numbers),
      FIELD(hits, messages), FIELD(hits, older), FIELD(hits, before));

static enum status found_read(struct visit *visit, const struct folder *folder,
                              struct hits *hits)
{
    enum talk_search_kind kind = (enum talk_search_kind)hits->kind;
    struct talk_search search = {.scope = folder->scope,
                                 .kind = kind,
                                 .wanted = folder->query,
                                 .account_id = folder->account_id,
                                 .before = folder->before};
    enum status status = talk_find(visit->tenant, &search, &hits->talks, &hits->before);

    if (status == INVALID) /* "0" is part of no number, "…" has no word */
        return OK;
    TRY(status);
    if (folder->within == FOUND_ALL && kind != SEARCH_TEXT && hits->talks.count > FOUND_FEW) {
        hits->talks.count = FOUND_FEW;
        hits->before =
            LIST_AT(&hits->talks, struct talk, FOUND_FEW - 1)->last_message_id;
    }
    hits->older = hits->before != 0;
    return OK;
}

static bool is_asked(const struct folder *folder, enum talk_search_kind kind)
{
    if (folder->within != FOUND_ALL)
        return folder->within == (int)kind;
    return kind != SEARCH_NUMBER || talk_search_kind_of(folder->query) == SEARCH_NUMBER;
}

enum status found_list(struct visit *visit, const struct folder *folder, struct list *out)
{
    struct list groups = {.shape = &hits_shape};

    for (int i = 0; found_words[i]; i++) {
        enum talk_search_kind kind = (enum talk_search_kind)i;
        struct hits hits = {.kind = kind,
                            .people = kind == SEARCH_NAME,
                            .numbers = kind == SEARCH_NUMBER,
                            .messages = kind == SEARCH_TEXT};

        if (!is_asked(folder, kind))
            continue;
        TRY(found_read(visit, folder, &hits));
        if (hits.talks.count > 0 || hits.older)
            *(struct hits *)list_append(&groups, visit->arena) = hits;
    }
    *out = groups;
    return OK;
}
