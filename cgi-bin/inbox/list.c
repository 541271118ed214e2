/* list.c: the inbox, with nothing open beside it, of an account or of the whole tree */
#include "inbox.h"

enum status list_show(struct visit *visit)
{
    struct page page = page_begin(visit, "inbox/list.tpl");
    struct folder folder;

    page.title = STR("Inbox");
    page.place = "inbox";
    TRY(folder_read(visit, &folder));
    TRY(talks_say(visit, page.body, &folder));
    if (folder.scope == INBOX_TREE)
        TRY(filter_say(visit, page.body, &folder));
    page_done(visit, &page, (const char *const[]){"unread", NULL});
    return page_end(visit, &page);
}
