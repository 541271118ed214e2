/* box.c: the list of mails */
#include "mailbox.h"

enum status box_show(struct visit *visit)
{
    struct page page = page_begin_gate(visit, "mailbox/box.tpl");
    struct list list = {0};
    bool more;

    page.title = STR("Mailbox");
    TRY(kept_list(visit, &list, &more));
    for (size_t i = 0; i < list.count; i++) {
        struct kept *kept = LIST_AT(&list, struct kept, i);
        struct mime_seen seen = {0};

        if (kept_read(visit, kept, &seen) == OK) {
            kept->to = seen.to;
            kept->subject = seen.subject;
        }
        if (kept->subject.len == 0)
            kept->subject = STR("(without a subject)");
    }
    view_rows(page.body, "kept", &list, &visit->dial, NULL, NULL);
    dict_flag(page.body, "more", more);
    dict_flag(page.body, "sent", !kept_folder(visit));
    return page_end(visit, &page);
}
