/* settings_account.c: what an account is called, and where it is */
#include "settings.h"

#include "accounts.h"
#include "base/number.h"
#include "model/account/account_place.h"

/* The form as it is shown: what is stored, what is typed. */
struct placing {
    struct setting settings; /* for their version */
    struct account_place now;
    struct account_place typed;
    bool conflict;
    struct faults faults;
};

static enum status place_page(struct visit *visit, const struct placing *placing)
{
    struct page page = page_begin(visit, "admin/settings-account.tpl");

    page.title = STR("Account");
    page.place = "settings";
    view_fill(page.body, &setting_shape, &placing->settings, &visit->dial);
    dict_text(page.body, "name", placing->now.name);
    dict_text(page.body, "country", placing->now.country);
    dict_text(page.body, "zone", placing->now.zone);
    dict_flag(page.body, "on_parent", visit_actor(visit)->on_parent);
    dict_flag(page.body, "writable", actor_account_is_open(visit_actor(visit)));
    dict_flag(page.body, "conflict", placing->conflict);
    dict_flag(page.body, "changed_set", placing->settings.changed_by.at != NULL);
    dict_text(page.body, "typed_name", placing->typed.name);
    TRY(place_say(page.body, placing->typed.country, placing->typed.zone));
    colours_say(page.body, placing->typed.line);
    faults_say(&placing->faults, page.body);
    return page_end(visit, &page);
}

static enum status placing_open(struct visit *visit, struct placing *placing)
{
    TRY(setting_of(visit->tenant, &placing->settings));
    return account_place_find(visit->tenant, &placing->now);
}

enum status settings_account_show(struct visit *visit)
{
    struct placing placing = {0};

    TRY(placing_open(visit, &placing));
    placing.typed = placing.now;
    return place_page(visit, &placing);
}

static enum status placing_read(struct visit *visit, struct placing *placing, uint64_t *version)
{
    struct str given = form_get(&visit->request.form, "version");
    int64_t number;

    placing->typed = placing->now;
    TRY(visit_actor(visit)->on_parent
            ? visit_only(visit, FIELDS("version", "name", "line", "country", "zone"))
            : visit_only(visit, FIELDS("version", "country", "zone")));
    if (form_get(&visit->request.form, "name").at)
        TRY(field_account_name(visit, &placing->faults, &placing->typed.name));
    if (form_get(&visit->request.form, "line").at)
        TRY(field_line(visit, "line", &placing->typed.line));
    TRY(field_place(visit, &placing->faults, &placing->typed.country, &placing->typed.zone));
    TRY(number_parse(given, 0, INT32_MAX, &number));
    *version = (uint64_t)number;
    return OK;
}

static bool is_same(const struct account_place *a, const struct account_place *b)
{
    return str_equal(a->name, b->name) && a->line == b->line &&
           str_equal(a->country, b->country) && str_equal(a->zone, b->zone);
}

enum status settings_account_take(struct visit *visit)
{
    const struct audit_who who = visit_who(visit);
    struct placing placing = {0};
    uint64_t version = 0;
    enum status status = OK;

    TRY(placing_open(visit, &placing));
    TRY(placing_read(visit, &placing, &version));
    if (faults_any(&placing.faults)) {
        response_code(&visit->response, 422);
        return place_page(visit, &placing);
    }
    if (!is_same(&placing.now, &placing.typed) || version != placing.settings.version)
        status =
            account_place_change(visit->tenant, version, &who, &placing.now, &placing.typed);
    if (status != CONFLICT) {
        TRY(status);
        return visit_go(visit, "/settings?done=saved");
    }
    TRY(placing_open(visit, &placing));
    placing.conflict = true;
    response_code(&visit->response, 409);
    return place_page(visit, &placing);
}
