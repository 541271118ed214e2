/* accounts_act.c: what a parent does with a sub-account: rename, suspend, close, open again
 *
 * A form says what it was shown, and a change that somebody else made meanwhile is never
 * written over: the page comes back as things are now. */
#include "accounts.h"

enum status account_rename_take(struct visit *visit)
{
    const struct audit_who who = visit_who(visit);
    struct account_typed typed = {0};
    struct sub_account sub;
    struct sub_account shown;
    struct str taken;
    enum status status;

    TRY(visit_only(visit, FIELDS("name", "line", "was_name", "was_line")));
    TRY(sub_account_find(visit->tenant, visit_id(visit, 0), &sub));
    shown = sub;
    TRY(field_account_name(visit, &typed.faults, &typed.name));
    TRY(field_line(visit, "line", &typed.line));
    TRY(visit_field(visit, "was_name", UTF8_ONE_LINE, SUB_ACCOUNT_NAME_MOST, &shown.name));
    TRY(field_line(visit, "was_line", &shown.line));
    if (faults_any(&typed.faults)) {
        response_code(&visit->response, 422);
        return account_page(visit, &sub, &typed);
    }
    status = sub_account_rename(visit->tenant, visit->db, &who, &shown, typed.name, typed.line,
                                &taken);
    if (status == DENIED) /* it pays first by now: the list says why there are none */
        return visit_go(visit, "/accounts");
    if (status == CONFLICT && taken.at) {
        name_taken_say(visit, &typed.faults, taken);
        return account_page(visit, &sub, &typed);
    }
    if (status != CONFLICT) {
        TRY(status);
        return visit_go(visit, "/accounts/%llu?done=renamed",
                        (unsigned long long)sub.account_id);
    }
    typed.changed = true;
    response_code(&visit->response, 409);
    return account_page(visit, &sub, &typed);
}

/* The state that the form was shown; INVALID if no page of ours would ask it of `to`. */
static enum status was_read(const struct visit *visit, enum account_state to, unsigned *out)
{
    struct str was = form_get(&visit->request.form, "was");

    for (unsigned i = 0; account_state_words[i]; i++)
        if (str_is(was, account_state_words[i]) && i != to &&
            (to != ACCOUNT_SUSPENDED || i == ACCOUNT_ACTIVE)) {
            *out = i;
            return OK;
        }
    return INVALID;
}

static enum status move_take(struct visit *visit, enum account_state to, const char *done)
{
    const struct audit_who who = visit_who(visit);
    struct account_typed typed = {.changed = true};
    struct sub_account sub;
    struct sub_account shown;
    enum status status;

    TRY(visit_only(visit, FIELDS("was")));
    TRY(sub_account_find(visit->tenant, visit_id(visit, 0), &sub));
    shown = sub;
    TRY(was_read(visit, to, &shown.state));
    status = sub_account_move(visit->tenant, visit->db, &who, &shown, to);
    if (status == OK || (status == CONFLICT && sub.state == to)) /* a second press */
        return visit_go(visit, "/accounts/%llu?done=%s", (unsigned long long)sub.account_id,
                        done);
    if (status == DENIED) /* it pays first by now: the list says why there are none */
        return visit_go(visit, "/accounts");
    if (status != CONFLICT)
        return status;
    response_code(&visit->response, 409);
    return account_page(visit, &sub, &typed);
}

enum status account_suspend_take(struct visit *visit)
{
    return move_take(visit, ACCOUNT_SUSPENDED, "suspended");
}

enum status account_close_take(struct visit *visit)
{
    return move_take(visit, ACCOUNT_CLOSED, "closed");
}

enum status account_reopen_take(struct visit *visit)
{
    return move_take(visit, ACCOUNT_ACTIVE, "reopened");
}

/* What there is none of is not counted. */
static void standing_say(struct dict *body, const struct standing *standing)
{
    dict_flag(body, "people_one", standing->people == 1);
    dict_flag(body, "conversations_one", standing->conversations == 1);
    dict_flag(body, "contacts_one", standing->contacts == 1);
    dict_flag(body, "numbers_one", standing->numbers == 1);
    dict_flag(body, "waiting_one", standing->waiting == 1);
    dict_flag(body, "people_some", standing->people > 0);
    dict_flag(body, "conversations_some", standing->conversations > 0);
    dict_flag(body, "contacts_some", standing->contacts > 0);
    dict_flag(body, "numbers_some", standing->numbers > 0);
    dict_flag(body, "waiting_some", standing->waiting > 0);
}

/* The question comes with what is so at this moment; asked of an account that is so already,
 * its page says so. */
static enum status end_ask(struct visit *visit, enum account_state to)
{
    struct page page = page_begin(visit, "admin/accounts-end.tpl");
    struct sub_account sub;
    struct standing standing;

    TRY(sub_account_find(visit->tenant, visit_id(visit, 0), &sub));
    if (sub.state == to || sub.state == ACCOUNT_CLOSED)
        return visit_go(visit, "/accounts/%llu", (unsigned long long)sub.account_id);
    TRY(sub_account_standing(visit->tenant, sub.account_id, &standing));
    page.title = str_format(visit->arena, "%s %.*s", to == ACCOUNT_CLOSED ? "Close" : "Suspend",
                            STR_ARG(sub.name));
    page.place = "manage";
    dict_text(page.body, "name", sub.name);
    dict_number(page.body, "account_id", sub.account_id);
    dict_word(page.body, "was", account_state_words[sub.state]);
    dict_flag(page.body, "suspending", to == ACCOUNT_SUSPENDED);
    dict_flag(page.body, "closing", to == ACCOUNT_CLOSED);
    view_fill(page.body, &standing_shape, &standing, &visit->dial);
    standing_say(page.body, &standing);
    return page_end(visit, &page);
}

enum status account_suspend_ask(struct visit *visit)
{
    return end_ask(visit, ACCOUNT_SUSPENDED);
}

enum status account_close_ask(struct visit *visit)
{
    return end_ask(visit, ACCOUNT_CLOSED);
}
