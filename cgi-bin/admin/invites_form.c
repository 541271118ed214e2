/* invites_form.c: a pasted list of addresses, and a role for each account
 *
 * The form has one field for each account that can be named, so the list of fields that it may
 * have is made from the accounts; any other is refused (TN-14). */
#include "auth/role.h"
#include "base/number.h"
#include "invites.h"
#include "model/invite/invite_address.h"
#include "text/quote.h"

enum { WHO_POINTS = 20000, SAID_MOST = 5, FIND_POINTS = 120 };

struct inviting invites_here(struct visit *visit, const struct audit_who *who)
{
    return (struct inviting){.db = visit->db,
                             .secret = visit->secret,
                             .key = &visit->house->mail_key,
                             .root_id = tenant_root(visit->tenant),
                             .account_id = tenant_account(visit->tenant),
                             .who = who};
}

static const struct invitable *account_at(const struct invite_form *form, size_t at)
{
    return LIST_AT(&form->accounts, struct invitable, at);
}

static enum status form_begin(struct visit *visit, const struct inviting *inviting,
                              struct invite_form *form)
{
    TRY(invite_accounts(inviting, form->find, &form->accounts));
    form->roles = ARENA_NEW_N(visit->arena, enum role, form->accounts.count + 1);
    if (form->accounts.count == 1)
        form->roles[0] = BASIC;
    return OK;
}

enum status invite_form_begin(struct visit *visit, const struct inviting *inviting,
                              struct invite_form *out)
{
    *out = (struct invite_form){.who = STR(""), .note = STR(""), .find = STR("")};
    return form_begin(visit, inviting, out);
}

/* The field is there if there are more accounts than are listed at once. */
static enum status find_read(struct visit *visit, struct invite_form *form)
{
    const struct form *posted = &visit->request.form;

    form->finding = form_get(posted, "search").at != NULL;
    if (!form_get(posted, "find").at)
        return OK;
    if (visit_field(visit, "find", UTF8_ONE_LINE, FIND_POINTS, &form->find) != OK)
        return INVALID;
    form->find = str_trim(form->find);
    return OK;
}

static struct str role_name_of(struct visit *visit, const struct invitable *account)
{
    return str_format(visit->arena, "role_%llu", (unsigned long long)account->account_id);
}

static enum status fields_check(struct visit *visit, const struct invite_form *form)
{
    const char **names = ARENA_NEW_N(visit->arena, const char *, form->accounts.count + 6);
    size_t count = 0;

    names[count++] = "token";
    names[count++] = "find";
    names[count++] = "search";
    names[count++] = "who";
    names[count++] = "note";
    for (size_t i = 0; i < form->accounts.count; i++)
        names[count++] = role_name_of(visit, account_at(form, i)).at;
    return visit_only(visit, names);
}

static enum status roles_read(struct visit *visit, struct invite_form *form,
                              struct faults *faults)
{
    size_t count = form->accounts.count;

    form->wants = ARENA_NEW_N(visit->arena, struct invite_want, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct invitable *account = account_at(form, i);
        struct str said = form_get(&visit->request.form, role_name_of(visit, account).at);
        int role = said.at ? word_find(role_words, said) : ROLE_NONE;

        if (role < 0)
            return INVALID;
        form->roles[i] = (enum role)role;
        if (role != ROLE_NONE)
            form->wants[form->want_count++] = (struct invite_want){
                account->account_id, account->account_name, (enum role)role};
    }
    if (form->want_count == 0)
        faults_add(faults, visit->arena, "roles",
                   STR("Choose a role in at least one account."));
    return OK;
}

/* “petra@”, “novak” and 3 others are no e-mail addresses. */
static void bad_say(struct visit *visit, const struct list *addresses, struct faults *faults)
{
    struct strbuf text = {.arena = visit->arena};
    size_t bad = 0;

    for (size_t i = 0; i < addresses->count; i++) {
        const struct invite_address *address = LIST_AT(addresses, struct invite_address, i);

        if (address->good)
            continue;
        if (bad < SAID_MOST)
            strbuf_put_format(&text, "%s%.*s", bad > 0 ? ", " : "",
                              STR_ARG(quote_text(visit->arena, address->text)));
        bad++;
    }
    if (bad > SAID_MOST)
        strbuf_put_format(&text, " and %zu others", bad - SAID_MOST);
    strbuf_put_z(&text, bad == 1 ? " is no e-mail address that can be invited."
                                 : " are no e-mail addresses that can be invited.");
    if (bad > 0)
        faults_add(faults, visit->arena, "who", strbuf_str(&text));
}

static enum status emails_read(struct visit *visit, struct invite_form *form,
                               struct faults *faults)
{
    struct list addresses = {0};
    enum status status = visit_field(visit, "who", UTF8_LINES, WHO_POINTS, &form->who);

    if (status == TOO_MUCH) {
        faults_add(faults, visit->arena, "who",
                   STR("That is too long a list. Send it in parts."));
        return OK;
    }
    TRY(status);
    invite_addresses(visit->arena, form->who, &addresses);
    form->emails = ARENA_NEW_N(visit->arena, struct str, addresses.count + 1);
    for (size_t i = 0; i < addresses.count; i++) {
        const struct invite_address *address = LIST_AT(&addresses, struct invite_address, i);

        if (address->good)
            form->emails[form->email_count++] = address->text;
    }
    if (addresses.count == 0)
        faults_add(faults, visit->arena, "who", STR("Write at least one e-mail address."));
    bad_say(visit, &addresses, faults);
    return OK;
}

static void too_many_say(struct visit *visit, const struct invite_form *form,
                         struct faults *faults)
{
    if (form->email_count > INVITE_ADDRESSES_MOST ||
        form->email_count * form->want_count > INVITE_ROWS_MOST)
        faults_add(faults, visit->arena, "who",
                   str_format(visit->arena,
                              "At most %d people can be invited at once, and fewer into many "
                              "accounts. Send the list in parts.",
                              INVITE_ADDRESSES_MOST));
}

void invite_full_say(struct visit *visit, struct faults *faults)
{
    faults_add(faults, visit->arena, "who",
               str_format(visit->arena,
                          "At most %s invitations may wait for an answer, in all accounts "
                          "together, and these would be more. Take back those that are not "
                          "needed any more, or send a shorter list.",
                          number_group(visit->arena, INVITE_WAITING_MOST).at));
}

static enum status note_read(struct visit *visit, struct invite_form *form,
                             struct faults *faults)
{
    enum status status =
        visit_field(visit, "note", UTF8_LINES, INVITE_NOTE_POINTS, &form->note);

    if (status != TOO_MUCH)
        return status;
    faults_add(faults, visit->arena, "note",
               str_format(visit->arena, "At most %d characters.", INVITE_NOTE_POINTS));
    return OK;
}

/* Who is in one of the accounts already, told to those who see its list of people. */
static enum status present_say(struct visit *visit, const struct inviting *inviting,
                               const struct invite_form *form, struct faults *faults)
{
    for (size_t i = 0; i < form->email_count * form->want_count; i++) {
        struct present present;
        enum status status =
            invite_present(inviting, form->wants[i % form->want_count].account_id,
                           form->emails[i / form->want_count], &present);

        if (status == NOT_FOUND)
            continue;
        TRY(status);
        faults_add(faults, visit->arena, "who",
                   str_format(visit->arena,
                              "%.*s is %s in %.*s already. Roles are changed under People.",
                              STR_ARG(present.email), role_as((enum role)present.role),
                              STR_ARG(present.account_name)));
        return OK;
    }
    return OK;
}

enum status invite_form_read(struct visit *visit, const struct inviting *inviting,
                             struct invite_form *out, struct faults *faults)
{
    *out = (struct invite_form){.who = STR(""), .note = STR(""), .find = STR("")};
    TRY(find_read(visit, out));
    TRY(form_begin(visit, inviting, out));
    TRY(fields_check(visit, out));
    TRY(emails_read(visit, out, faults));
    TRY(roles_read(visit, out, faults));
    too_many_say(visit, out, faults);
    TRY(note_read(visit, out, faults));
    if (out->finding) {
        *faults = (struct faults){0}; /* whoever looks for an account is not done yet */
        return OK;
    }
    out->note = str_trim(out->note);
    return faults_any(faults) ? OK : present_say(visit, inviting, out, faults);
}
