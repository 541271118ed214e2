/* invites.c: inviting people, and who has not answered yet
 *
 * A parent's page names any accounts of the tree, a sub-account's only itself. Whoever typed
 * an address learns nothing of whether it has a login: page and time are the same, and the
 * e-mail alone tells its reader. */
#include "admin.h"

#include "auth/role.h"
#include "base/number.h"
#include "daemon/bell.h"
#include "invites.h"
#include "users.h"

SHAPE(waiting, FIELD(waiting, invite_id), FIELD(waiting, email), FIELD(waiting, inviter),
      FIELD(waiting, invited_by), FIELD(waiting, made_at), FIELD(waiting, ends_at),
      FIELD(waiting, declined_at), FIELD(waiting, declined), FIELD(waiting, ran_out),
      FIELD(waiting, made_in));

static void account_say(struct visit *visit, struct dict *body, const struct invitable *account,
                        enum role role)
{
    struct dict *row = dict_section(body, "invitable");

    view_fill(row, &invitable_shape, account, &visit->dial);
    dict_flag(row, "no_role", role == ROLE_NONE);
    roles_say(visit, row, "role_choice", role);
}

/* Those with a role, so that it is kept, and of the others those that are found. */
static size_t accounts_say(struct visit *visit, struct dict *body,
                           const struct invite_form *form)
{
    size_t count = form->accounts.count;
    size_t left = INVITE_ACCOUNTS_MOST;
    size_t said = 0;

    for (size_t i = 0; i < count; i++)
        if (form->roles[i] != ROLE_NONE && left > 0)
            left--;
    for (size_t i = 0; i < count; i++) {
        const struct invitable *account = LIST_AT(&form->accounts, struct invitable, i);

        if (form->roles[i] == ROLE_NONE) {
            if (!account->found || left == 0)
                continue;
            left--;
        }
        account_say(visit, body, account, form->roles[i]);
        said++;
    }
    return said;
}

static bool any_found(const struct invite_form *form)
{
    for (size_t i = 0; i < form->accounts.count; i++)
        if (LIST_AT(&form->accounts, struct invitable, i)->found)
            return true;
    return false;
}

static void form_say(struct visit *visit, struct dict *body, const struct invite_form *form)
{
    size_t said = accounts_say(visit, body, form);

    dict_flag(body, "several", form->accounts.count > 1);
    dict_flag(body, "more_accounts", form->accounts.count > INVITE_ACCOUNTS_MOST);
    dict_flag(body, "accounts_any", said > 0);
    dict_text(body, "accounts_said", number_group(visit->arena, said));
    dict_text(body, "accounts_all", number_group(visit->arena, form->accounts.count));
    dict_text(body, "waiting_most", number_group(visit->arena, INVITE_WAITING_MOST));
    dict_text(body, "find", form->find);
    dict_flag(body, "find_none", !any_found(form));
    dict_text(body, "who", form->who);
    dict_text(body, "note", form->note);
}

/* One row an invitation, with its accounts inside. */
static void waiting_say(struct visit *visit, struct dict *body, const struct list *rows)
{
    struct dict *one = NULL;
    uint64_t last = 0;

    for (size_t i = 0; i < rows->count; i++) {
        const struct pending *p = LIST_AT(rows, struct pending, i);
        struct waiting *w = ARENA_NEW(visit->arena, struct waiting);
        struct dict *part;

        *w = (struct waiting){.invite_id = p->invite_id,
                              .email = p->email,
                              .inviter = p->inviter,
                              .invited_by = p->inviter.at != NULL,
                              .made_at = p->made_at,
                              .ends_at = p->ends_at,
                              .declined_at = p->declined_at,
                              .declined = p->declined,
                              .ran_out = p->ran_out && !p->declined,
                              .made_in = p->made_in};
        if (!one || p->invite_id != last) {
            one = dict_section(body, "waiting");
            view_fill(one, &waiting_shape, w, &visit->dial);
        }
        last = p->invite_id;
        part = dict_section(one, "part");
        dict_text(part, "account_name", p->account_name);
        dict_number(part, "line", p->line);
        dict_word(part, "role_name", role_title((enum role)p->role));
    }
}

static enum status pending_say(struct visit *visit, struct dict *body)
{
    struct list rows = {0};
    uint64_t before = 0;
    uint64_t older;
    bool paged = number_parse_id(visit_query(visit, "before"), &before) == OK;

    TRY(invite_waiting(visit->tenant, visit->db, visit_actor(visit)->on_parent,
                       paged ? before : 0, &rows, &older));
    waiting_say(visit, body, &rows);
    dict_flag(body, "waiting_some", rows.count > 0);
    dict_flag(body, "older", older != 0);
    if (older)
        dict_number(body, "before", older);
    return OK;
}

static enum status invites_page(struct visit *visit, const struct invite_form *form,
                                const struct faults *faults)
{
    struct page page = page_begin(visit, "admin/invites.tpl");

    page.title = STR("Invite people");
    page.place = "users";
    form_say(visit, page.body, form);
    TRY(pending_say(visit, page.body));
    dict_flag(page.body, "account_open", actor_account_is_open(visit_actor(visit)));
    faults_say(faults, page.body);
    page_done(visit, &page,
              (const char *const[]){"sent", "resent", "revoked", "answered", "full", NULL});
    return page_end(visit, &page);
}

enum status invites_show(struct visit *visit)
{
    struct audit_who who = visit_who(visit);
    struct inviting here = invites_here(visit, &who);
    struct faults none = {0};
    struct invite_form form;

    TRY(invite_form_begin(visit, &here, &form));
    return invites_page(visit, &form, &none);
}

/* The e-mails are in the table; maild may look now. */
static enum status sent(struct visit *visit, const char *done)
{
    bell_ring(conf_text(visit->house->conf, "run_dir"), "maild");
    return visit_go(visit, "/invites?done=%s", done);
}

static enum status form_again(struct visit *visit, const struct invite_form *form,
                              const struct faults *faults)
{
    response_code(&visit->response, 422);
    return invites_page(visit, form, faults);
}

enum status invites_take(struct visit *visit)
{
    struct audit_who who = visit_who(visit);
    struct inviting here = invites_here(visit, &who);
    struct faults faults = {0};
    struct invite_order order;
    struct invite_form form;
    enum status status;

    TRY(invite_form_read(visit, &here, &form, &faults));
    if (form.finding)
        return invites_page(visit, &form, &faults);
    if (faults_any(&faults))
        return form_again(visit, &form, &faults);
    order = (struct invite_order){.emails = form.emails,
                                  .email_count = form.email_count,
                                  .wants = form.wants,
                                  .want_count = form.want_count,
                                  .note = form.note};
    status = invite_send(&here, &order);
    if (status == TOO_MUCH) {
        invite_full_say(visit, &faults);
        return form_again(visit, &form, &faults);
    }
    TRY(status);
    return sent(visit, "sent");
}

/* One of those who wait; `done` is what the page then says. A needless ring costs nothing. */
static enum status waiting_act(struct visit *visit,
                               enum status (*act)(const struct inviting *here, uint64_t id),
                               const char *done)
{
    struct audit_who who = visit_who(visit);
    struct inviting here = invites_here(visit, &who);
    enum status status;

    TRY(visit_only(visit, FIELDS("token")));
    status = act(&here, visit_id(visit, 0));
    if (status == CONFLICT)
        return visit_go(visit, "/invites?done=answered");
    if (status == TOO_MUCH)
        return visit_go(visit, "/invites?done=full");
    TRY(status);
    return sent(visit, done);
}

enum status invite_again(struct visit *visit)
{
    return waiting_act(visit, invite_resend, "resent");
}

enum status invite_take_back(struct visit *visit)
{
    return waiting_act(visit, invite_revoke, "revoked");
}
