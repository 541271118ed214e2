/* reset.c: a forgotten password is replaced by way of the mailbox
 *
 * The answer to whoever asks is the same for every address, and has left before the address is
 * looked up, so that neither its bytes nor its time tell anything (AU-11). The link's token
 * goes into a cookie at once, as an invitation's does; looking uses nothing up. Two-step
 * sign-in stands as it was: who has reset a password signs in with it, and with the code. */
#include "login.h"

#include "crypto/token.h"
#include "model/login/reset.h"
#include "model/login/user_password.h"

enum { RESET_SECONDS = 60 * RESET_MINUTES };

static enum status ask_page(struct visit *visit, struct str email, const struct faults *faults)
{
    struct page page = page_begin_gate(visit, "login/reset.tpl");

    page.title = STR("Forgotten password");
    dict_text(page.body, "email", email);
    faults_say(faults, page.body);
    page_done(visit, &page, (const char *const[]){"asked", NULL});
    return page_end(visit, &page);
}

enum status reset_show(struct visit *visit)
{
    struct faults none = {0};

    return ask_page(visit, STR(""), &none);
}

/* Once the answer has left: nothing comes of it for an address that nobody signs in with, or
 * that has had its three in this hour. */
static enum status link_send(struct visit *visit)
{
    struct user user = {.email = str_trim(form_get(&visit->request.form, "email")),
                        .name = STR("")};
    struct notice notice;
    struct digest digest;
    struct str token;
    enum status status = user_find(visit->db, user.email, &user);

    if (status != OK && status != NOT_FOUND)
        return status;
    TRY(token_make(visit->secret, &token));
    TRY(token_hash(token, &digest));
    notice = notice_of(visit, &user, "reset", "password.ask");
    mail_link(notice.mail, "reset", str_format(visit->secret, "/reset/%.*s", STR_ARG(token)));
    status = reset_make(visit->db, user.user_id, digest_str(&digest), &notice);
    if (status == OK)
        notice_ring(visit);
    return status == CONFLICT ? OK : status;
}

enum status reset_ask(struct visit *visit)
{
    struct faults faults = {0};
    struct str email;

    TRY(visit_only(visit, FIELDS("email")));
    TRY(field_email(visit, &faults, &email));
    if (faults_any(&faults)) {
        response_code(&visit->response, 422);
        return ask_page(visit, email, &faults);
    }
    visit->after = link_send;
    return visit_leave(visit, STR("/reset?done=asked"));
}

enum status reset_open(struct visit *visit)
{
    visit->response.no_referrer = true;
    TRY(porter_cookie(visit, "reset", visit->found.token, RESET_SECONDS));
    return visit_leave(visit, STR("/reset/new"));
}

static enum status gone_page(struct visit *visit)
{
    struct page page = page_begin_gate(visit, "login/reset-gone.tpl");

    page.title = STR("Forgotten password");
    response_code(&visit->response, 404);
    return page_end(visit, &page);
}

/* The link of the cookie. NOT_FOUND: it does not work any more. */
static enum status link_read(struct visit *visit, struct digest *digest, struct reset *out)
{
    visit->response.no_referrer = true;
    TRY(porter_token(visit, "reset", digest));
    return reset_find(visit->db, digest_str(digest), out);
}

static enum status new_page(struct visit *visit, const struct reset *reset,
                            const struct faults *faults)
{
    struct page page = page_begin_gate(visit, "login/reset-new.tpl");

    page.title = STR("Choose a new password");
    dict_text(page.body, "email", reset->email);
    dict_flag(page.body, "two_step", reset->two_step);
    faults_say(faults, page.body);
    return page_end(visit, &page);
}

enum status reset_new_show(struct visit *visit)
{
    struct faults none = {0};
    struct digest digest;
    struct reset reset;
    enum status status = link_read(visit, &digest, &reset);

    if (status == NOT_FOUND)
        return gone_page(visit);
    TRY(status);
    return new_page(visit, &reset, &none);
}

static enum status replace(struct visit *visit, const struct digest *digest,
                           const struct user *user, struct str password)
{
    struct password_change change = {
        .user_id = user->user_id,
        .before = user->password,
        .reset_hash = digest_str(digest),
        .notice = notice_of(visit, user, "password-changed", "password.reset")};
    struct digest device_hash;
    enum status status;

    if (porter_token(visit, "device", &device_hash) == OK)
        change.device_hash = digest_str(&device_hash);
    TRY(password_hash(visit->secret, &porter_of(visit)->hasher, password, &change.after));
    status = password_change(visit->db, &change);
    if (status == NOT_FOUND || status == CONFLICT)
        return gone_page(visit);
    TRY(status);
    notice_ring(visit);
    TRY(porter_cookie(visit, "reset", STR(""), 0));
    return visit_leave(visit, STR("/sign-in?done=reset"));
}

enum status reset_new_take(struct visit *visit)
{
    struct faults faults = {0};
    struct digest digest;
    struct reset reset;
    struct user user;
    struct person person;
    struct str password;
    enum status status = link_read(visit, &digest, &reset);

    if (status == NOT_FOUND)
        return gone_page(visit);
    TRY(status);
    TRY(visit_only(visit, FIELDS("password", "username")));
    TRY(user_read(visit->db, reset.user_id, &user));
    TRY(person_of(visit, &user, &person));
    TRY(field_new_password(visit, &person, &faults, &password));
    if (!faults_any(&faults))
        return replace(visit, &digest, &user, password);
    response_code(&visit->response, 422);
    return new_page(visit, &reset, &faults);
}
