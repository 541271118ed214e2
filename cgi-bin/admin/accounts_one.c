/* accounts_one.c: one sub-account as its parent sees it, and a new one */
#include "accounts.h"

enum { LINES = 7 };

enum status account_page(struct visit *visit, const struct sub_account *sub,
                         const struct account_typed *typed)
{
    struct page page = page_begin(visit, "admin/accounts-one.tpl");
    struct parent parent;
    struct month month;

    page.title = sub->name;
    page.place = "manage";
    TRY(sub_account_allowed(visit->tenant, &parent));
    TRY(month_of(visit, parent.zone, &month));
    view_fill(page.body, &sub_account_shape, sub, &visit->dial);
    TRY(sub_account_say(visit, page.body, sub, month.since));
    dict_word(page.body, "month", month.name);
    dict_text(page.body, "typed_name", typed->name.at ? typed->name : sub->name);
    colours_say(page.body, typed->name.at ? typed->line : sub->line);
    dict_flag(page.body, "changed", typed->changed);
    faults_say(&typed->faults, page.body);
    page_done(
        visit, &page,
        (const char *const[]){"opened", "renamed", "suspended", "closed", "reopened", NULL});
    return page_end(visit, &page);
}

enum status account_show(struct visit *visit)
{
    const struct account_typed nothing = {0};
    struct sub_account sub;

    TRY(sub_account_find(visit->tenant, visit_id(visit, 0), &sub));
    return account_page(visit, &sub, &nothing);
}

static enum status new_page(struct visit *visit, const struct sub_account_new *typed,
                            const struct faults *faults)
{
    struct page page = page_begin(visit, "admin/accounts-new.tpl");

    page.title = STR("New sub-account");
    page.place = "manage";
    dict_text(page.body, "typed_name", typed->name);
    TRY(place_say(page.body, typed->country, typed->zone));
    colours_say(page.body, typed->line);
    faults_say(faults, page.body);
    return page_end(visit, &page);
}

/* It begins where its parent is, in the next colour. A parent that may have none is told so
 * by the list. */
enum status account_new_show(struct visit *visit)
{
    const struct faults none = {0};
    struct parent parent;
    struct sub_account_new fresh = {.name = STR("")};

    TRY(sub_account_allowed(visit->tenant, &parent));
    if (!parent.postpaid || !actor_account_is_open(visit_actor(visit)))
        return visit_go(visit, "/accounts");
    fresh.country = parent.country;
    fresh.zone = parent.zone;
    fresh.line = (uint8_t)((parent.children + 1) % LINES + 1);
    return new_page(visit, &fresh, &none);
}

enum status account_new_take(struct visit *visit)
{
    const struct audit_who who = visit_who(visit);
    struct faults faults = {0};
    struct sub_account_new typed;
    struct str taken;
    uint64_t account_id = 0;
    enum status status;

    TRY(visit_only(visit, FIELDS("name", "country", "zone", "line")));
    TRY(field_account_name(visit, &faults, &typed.name));
    TRY(field_place(visit, &faults, &typed.country, &typed.zone));
    TRY(field_line(visit, "line", &typed.line));
    if (faults_any(&faults)) {
        response_code(&visit->response, 422);
        return new_page(visit, &typed, &faults);
    }
    status = sub_account_open(visit->tenant, visit->db, &who, &typed, &account_id, &taken);
    if (status == CONFLICT) {
        name_taken_say(visit, &faults, taken);
        return new_page(visit, &typed, &faults);
    }
    if (status == DENIED) /* it pays first by now: the list says why there are none */
        return visit_go(visit, "/accounts");
    TRY(status);
    return visit_go(visit, "/accounts/%llu?done=opened", (unsigned long long)account_id);
}
