/* audit.c: what was done in an account, by whom, from where, before and after
 *
 * An account's own log stands at /7/audit. A parent's Administrator reads the whole tree at
 * /1/all/audit, with an account filter and the account's name on each row, as everything
 * merged is read (product.md, section 2.4). */
#include "admin.h"

#include "model/audit_list.h"
#include "model/audit_word.h"

static void event_add(struct dict *row, const void *of, void *with)
{
    const struct audit_event *event = of;

    (void)with;
    dict_text(row, "title", audit_word_title(event->action));
}

static struct stamp before_of(const struct visit *visit)
{
    uint64_t us;

    if (number_parse_id(visit_query(visit, "before"), &us) != OK || us > INT64_MAX)
        return STAMP_NONE;
    return (struct stamp){.us = (int64_t)us};
}

enum status audit_show(struct visit *visit)
{
    struct page page = page_begin(visit, "admin/audit.tpl");
    struct audit_query query = {.tree = tenant_sees_tree(visit->tenant),
                                .from = STAMP_NONE,
                                .until = STAMP_NONE};
    struct stamp before = before_of(visit);
    struct list events = {0};
    bool more = false;

    page.title = STR("Audit log");
    page.place = "audit";
    TRY(audit_page(visit->tenant, &query, before, &events, &more));
    view_rows(page.body, "audit_event", &events, &visit->dial, event_add, visit);
    dict_flag(page.body, "paged", !stamp_is_none(before));
    dict_flag(page.body, "older", more);
    if (more)
        dict_number(page.body, "before",
                    (uint64_t)LIST_AT(&events, struct audit_event, events.count - 1)->at.us);
    return page_end(visit, &page);
}
