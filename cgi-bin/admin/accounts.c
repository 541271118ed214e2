/* accounts.c: a parent with its sub-accounts, each with its people and what it sends
 *
 * A page of fifty and one range of an index for each figure, so that a parent with a thousand
 * sub-accounts waits no longer than one with ten. */
#include "accounts.h"

#include "base/number.h"
#include "text/clock.h"
#include "text/phone.h"

static const char *const month_names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};

/* The first of the month is found from the middle of a day, so that a change of the clocks
 * on the way does not matter. */
enum status month_of(struct visit *visit, struct str zone, struct month *out)
{
    struct clock *clock;
    struct stamp noon;
    struct civil today;

    TRY(clock_open(visit->arena, zone, &clock));
    today = stamp_civil((struct stamp){.us = clock_day_number(clock, visit->now) * STAMP_DAY});
    noon = stamp_add(clock_day_start(clock, visit->now), STAMP_DAY / 2);
    out->name = month_names[today.month - 1];
    out->since = clock_day_start(clock, stamp_add(noon, -(int64_t)(today.day - 1) * STAMP_DAY));
    return OK;
}

static void sender_say(struct visit *visit, struct dict *dict, const struct sub_account *sub)
{
    dict_flag(dict, "has_number", sub->numbers > 0);
    dict_text(dict, "sender_text", phone_show_international(visit->arena, sub->sender));
    dict_flag(dict, "numbers_other", sub->numbers > 1);
    dict_text(dict, "others", number_group(visit->arena, sub->numbers - 1));
}

enum status sub_account_say(struct visit *visit, struct dict *dict,
                            const struct sub_account *sub, struct stamp since)
{
    struct volume sent;

    TRY(sub_account_volume(visit->tenant, sub->account_id, since, &sent));
    dict_flag(dict, "open", sub->state == ACCOUNT_ACTIVE);
    dict_flag(dict, "suspended", sub->state == ACCOUNT_SUSPENDED);
    dict_flag(dict, "closed", sub->state == ACCOUNT_CLOSED);
    dict_flag(dict, "by", sub->state_by.len > 0);
    dict_text(dict, "line_class", str_format(visit->arena, "line-%u", sub->line));
    sender_say(visit, dict, sub);
    dict_text(dict, "messages", number_group(visit->arena, sent.messages));
    dict_text(dict, "parts", number_group(visit->arena, sent.parts));
    dict_flag(dict, "messages_more", sent.messages == SUB_ACCOUNT_VOLUME_MOST);
    return OK;
}

static enum status row_say(struct visit *visit, struct dict *body,
                           const struct sub_account *sub, const struct month *month, bool last)
{
    struct dict *row = dict_section(body, "sub_account");

    view_fill(row, &sub_account_shape, sub, &visit->dial);
    dict_flag(row, "child", sub->account_id != tenant_root(visit->tenant));
    dict_flag(row, "last", last);
    return sub_account_say(visit, row, sub, month->since);
}

/* Where a page of the list begins: behind an account, or at a name somebody looks for; at the
 * beginning if the address says nothing sensible. */
static bool place_of(const struct visit *visit, struct str *name, uint64_t *account_id)
{
    struct str after = visit_query(visit, "after");

    *name = visit_query(visit, "name");
    *account_id = 0;
    if (name->len > 0 && utf8_is_valid(*name, UTF8_ONE_LINE) &&
        (!after.at || number_parse_id(after, account_id) == OK))
        return true;
    *name = STR("");
    *account_id = 0;
    return false;
}

static enum status rows_say(struct visit *visit, struct dict *body, const struct month *month)
{
    struct list subs = {0};
    struct str name;
    uint64_t after;
    bool paged = place_of(visit, &name, &after);
    bool older;
    struct sub_account parent;

    TRY(sub_account_list(visit->tenant, name, after, &subs));
    older = subs.count > SUB_ACCOUNT_PAGE;
    subs.count -= older ? 1 : 0;
    dict_flag(body, "paged", paged);
    dict_flag(body, "older", older);
    dict_flag(body, "long", paged || older);
    dict_text(body, "from_name", name);
    dict_flag(body, "beyond", paged && subs.count == 0);
    dict_flag(body, "alone", subs.count == 0 && !paged);
    if (!paged) {
        TRY(sub_account_parent(visit->tenant, &parent));
        TRY(row_say(visit, body, &parent, month, subs.count == 0));
    }
    for (size_t i = 0; i < subs.count; i++) {
        const struct sub_account *sub = LIST_AT(&subs, struct sub_account, i);

        TRY(row_say(visit, body, sub, month, !older && i + 1 == subs.count));
        if (older && i + 1 == subs.count) {
            dict_text(body, "after_name", sub->name);
            dict_number(body, "after_id", sub->account_id);
        }
    }
    return OK;
}

enum status accounts_show(struct visit *visit)
{
    struct page page = page_begin(visit, "admin/accounts.tpl");
    struct parent parent;
    struct month month;

    page.title = STR("Accounts");
    page.place = "manage";
    TRY(sub_account_allowed(visit->tenant, &parent));
    TRY(month_of(visit, parent.zone, &month));
    dict_flag(page.body, "prepaid", !parent.postpaid);
    dict_word(page.body, "month", month.name);
    if (parent.postpaid)
        TRY(rows_say(visit, page.body, &month));
    return page_end(visit, &page);
}
