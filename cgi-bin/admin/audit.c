/* audit.c: what was done in an account, by whom, from where, before and after
 *
 * An account's own log stands at /7/audit. A parent's Administrator reads the whole tree at
 * /1/all/audit, with an account filter and the account's name on each row, as everything
 * merged is read (product.md, section 2.4). */
#include "audit.h"

#include "model/audit/audit_word.h"
#include "portal/dial.h"
#include "text/clock.h"

/* Rows know the one above, so that each day is said once. */
struct showing {
    struct visit *visit;
    int64_t day;
};

static void event_add(struct dict *row, const void *of, void *with)
{
    const struct audit_event *event = of;
    struct showing *showing = with;
    int64_t day = clock_day_number(visit_clock(showing->visit), event->at);

    dict_text(row, "title", audit_word_title(event->action));
    dict_flag(row, "new_day", day != showing->day);
    dict_flag(row, "changed", event->was.at && event->became.at);
    dict_flag(row, "gained", !event->was.at && event->became.at);
    dict_flag(row, "lost", event->was.at && !event->became.at);
    dict_flag(row, "placed", event->address.len > 0);
    showing->day = day;
}

static struct stamp before_of(const struct visit *visit)
{
    uint64_t us;

    if (number_parse_id(visit_query(visit, "before"), &us) != OK || us > INT64_MAX)
        return STAMP_NONE;
    return (struct stamp){.us = (int64_t)us};
}

static enum status rows_say(struct visit *visit, struct dict *dict, const struct lookup *lookup)
{
    struct showing showing = {visit, INT64_MIN};
    struct stamp before = before_of(visit);
    struct list events = {0};
    bool more = false;

    events.shape = &audit_event_shape;
    if (!lookup->backwards)
        TRY(audit_page(visit->tenant, &lookup->query, before, &events, &more));
    view_rows(dict, "audit_event", &events, &visit->dial, event_add, &showing);
    dict_flag(dict, "paged", !stamp_is_none(before));
    dict_flag(dict, "older", more);
    if (more)
        dict_number(dict, "before",
                    (uint64_t)LIST_AT(&events, struct audit_event, events.count - 1)->at.us);
    return OK;
}

enum status audit_log(struct visit *visit, const struct lookup *lookup, bool too_many)
{
    struct page page = page_begin(visit, "admin/audit.tpl");

    page.title = STR("Audit log");
    page.place = "audit";
    TRY(rows_say(visit, page.body, lookup));
    TRY(lookup_say(visit, page.body, lookup));
    dict_text(page.body, "zone", visit_actor(visit)->access.user_zone);
    dict_flag(page.body, "too_many", too_many);
    dict_text(page.body, "export_most", number_group(visit->arena, EXPORT_MOST));
    return page_end(visit, &page);
}

enum status audit_show(struct visit *visit)
{
    struct lookup lookup;

    TRY(lookup_read(visit, &visit->request.query, &lookup));
    return audit_log(visit, &lookup, false);
}
