/* changes.c: what is new since the reader's page was made; mostly nothing */
#include "inbox.h"

#include "base/number.h"

/* The version that the page has; an odd one asks for everything. */
static uint64_t since_of(struct visit *visit)
{
    int64_t since;

    return number_parse(visit_query(visit, "since"), 0, INT64_MAX, &since) == OK
               ? (uint64_t)since
               : UINT64_MAX;
}

/* The open conversation, if it changed too. One that is out of scope is as good as none. */
static enum status open_say(struct visit *visit, struct dict *dict, struct folder *folder,
                            uint64_t since)
{
    struct conversation conversation;
    enum status status;

    if (folder->scope == INBOX_TREE ||
        number_parse_id(visit_query(visit, "at"), &folder->open_id) != OK)
        return OK;
    status = conversation_find(visit->tenant, folder->scope, folder->open_id, &conversation);
    if (status == NOT_FOUND ||
        (status == OK && since != UINT64_MAX && conversation.version <= since))
        return OK;
    TRY(status);
    dict_flag(dict, "at_open", true);
    return thread_say(visit, dict, &conversation, 0);
}

enum status changes_show(struct visit *visit)
{
    struct folder folder;
    struct page page;
    uint64_t since = since_of(visit);

    TRY(folder_read(visit, &folder));
    if (since == folder.count.version) {
        response_nothing(&visit->response);
        return OK;
    }
    if (since > folder.count.version)
        since = UINT64_MAX;
    page = page_begin_part(visit, "inbox/changes.tpl");
    TRY(open_say(visit, page.body, &folder, since));
    TRY(talks_say(visit, page.body, &folder));
    return page_end(visit, &page);
}
