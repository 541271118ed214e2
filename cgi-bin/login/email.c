/* email.c: another e-mail address for a login, confirmed at both (AU-16)
 *
 * Two links go out. Neither tells whether the new address has a login already: then the mail
 * to it is left out, and the change never comes about. */
#include "login.h"

#include "crypto/token.h"
#include "model/login/email_change.h"
#include "portal/next.h"

enum { EMAIL_SECONDS = 86400 };

static enum status email_page(struct visit *visit, struct str typed,
                              const struct faults *faults)
{
    struct page page = page_begin(visit, "login/email.tpl");
    struct email_change waiting;
    enum status status =
        email_change_waiting(visit->db, visit_actor(visit)->access.user_id, &waiting);

    if (status != OK && status != NOT_FOUND)
        return status;
    page.title = STR("Change your e-mail address");
    page.place = "me";
    dict_text(page.body, "email", visit_actor(visit)->access.email);
    dict_text(page.body, "typed", typed);
    if (status == OK) {
        struct dict *row = dict_section(page.body, "waiting");

        dict_text(row, "wanted", waiting.email);
        dict_flag(row, "at_new", waiting.at_new);
        dict_flag(row, "at_old", waiting.other_is_in);
    }
    faults_say(faults, page.body);
    page_done(visit, &page, (const char *const[]){"asked", "cancelled", NULL});
    return page_end(visit, &page);
}

/* The way back keeps what was typed. */
static struct str way_back(struct visit *visit, struct str typed)
{
    if (!typed.at || typed.len == 0)
        return STR("/me/email");
    return str_format(visit->arena, "/me/email?email=%.*s",
                      STR_ARG(query_value(visit->arena, typed)));
}

enum status email_show(struct visit *visit)
{
    struct faults none = {0};
    struct str typed = visit_query(visit, "email");
    bool fresh;

    TRY(visit_fresh(visit, way_back(visit, typed), &fresh));
    if (!fresh)
        return OK;
    return email_page(visit, typed.at ? typed : STR(""), &none);
}

static enum status token_for(struct visit *visit, struct digest **digest, struct str *path)
{
    struct str token;

    *digest = ARENA_NEW(visit->arena, struct digest);
    TRY(token_make(visit->secret, &token));
    TRY(token_hash(token, *digest));
    *path = str_format(visit->secret, "/email/%.*s", STR_ARG(token));
    return OK;
}

static struct mail *mail_to_new(struct visit *visit, const struct user *user, struct str email,
                                struct str path)
{
    struct mail *mail = mail_make(visit->arena, "email-confirm", email, user->name);

    mail_say(mail, "email", email);
    mail_link(mail, "confirm", path);
    return mail;
}

static enum status wish_send(struct visit *visit, const struct user *user, struct str email)
{
    struct email_wish wish = {.user_id = user->user_id,
                              .email = email,
                              .notice = notice_of(visit, user, "email-agree", "email.ask")};
    struct digest *new_hash;
    struct digest *old_hash;
    struct str new_path;
    struct str old_path;
    struct user holder;
    enum status taken = user_find(visit->db, email, &holder);

    if (taken != OK && taken != NOT_FOUND)
        return taken;
    TRY(token_for(visit, &new_hash, &new_path));
    TRY(token_for(visit, &old_hash, &old_path));
    wish.new_hash = digest_str(new_hash);
    wish.old_hash = digest_str(old_hash);
    wish.to_new = taken == NOT_FOUND ? mail_to_new(visit, user, email, new_path) : NULL;
    mail_say(wish.notice.mail, "email", email);
    mail_link(wish.notice.mail, "confirm", old_path);
    wish.notice.entry.before = user->email;
    wish.notice.entry.after = email;
    TRY(email_change_ask(visit->db, &wish));
    notice_ring(visit);
    return visit_leave(visit, STR("/me/email?done=asked"));
}

enum status email_ask(struct visit *visit)
{
    struct faults faults = {0};
    struct user user;
    struct str email;
    bool fresh;

    TRY(visit_only(visit, FIELDS("email")));
    TRY(field_email(visit, &faults, &email));
    TRY(visit_fresh(visit, way_back(visit, email), &fresh));
    if (!fresh)
        return OK;
    TRY(user_read(visit->db, visit_actor(visit)->access.user_id, &user));
    if (!faults_any(&faults) &&
        str_equal(str_lower(visit->arena, email), str_lower(visit->arena, user.email)))
        faults_add(&faults, visit->arena, "email", STR("That is the address you have."));
    if (!faults_any(&faults))
        return wish_send(visit, &user, email);
    response_code(&visit->response, 422);
    return email_page(visit, email, &faults);
}

enum status email_cancel(struct visit *visit)
{
    TRY(visit_only(visit, FIELDS("token")));
    TRY(email_change_forget(visit->db, visit_actor(visit)->access.user_id));
    return visit_leave(visit, STR("/me/email?done=cancelled"));
}

enum status email_open(struct visit *visit)
{
    visit->response.no_referrer = true;
    TRY(porter_cookie(visit, "email", visit->found.token, EMAIL_SECONDS));
    return visit_leave(visit, STR("/email"));
}

static enum status answer_page(struct visit *visit, const char *file, struct str title,
                               const struct email_change *change)
{
    struct page page = page_begin_gate(visit, file);

    page.title = title;
    if (change)
        view_fill(page.body, &email_change_shape, change, &visit->dial);
    return page_end(visit, &page);
}

static enum status gone_page(struct visit *visit)
{
    response_code(&visit->response, 404);
    return answer_page(visit, "login/email-gone.tpl", STR("E-mail address"), NULL);
}

static enum status link_read(struct visit *visit, struct digest *digest,
                             struct email_change *out)
{
    visit->response.no_referrer = true;
    TRY(porter_token(visit, "email", digest));
    return email_change_find(visit->db, digest_str(digest), out);
}

enum status email_link_show(struct visit *visit)
{
    struct email_change change;
    struct digest digest;
    enum status status = link_read(visit, &digest, &change);

    if (status == NOT_FOUND)
        return gone_page(visit);
    TRY(status);
    return answer_page(visit,
                       change.confirmed ? "login/email-half.tpl" : "login/email-link.tpl",
                       STR("Confirm an e-mail address"), &change);
}

enum status email_link_take(struct visit *visit)
{
    struct email_change change;
    struct notice notice;
    struct digest digest;
    struct user user;
    bool done;
    enum status status = link_read(visit, &digest, &change);

    if (status == NOT_FOUND)
        return gone_page(visit);
    TRY(status);
    TRY(visit_only(visit, FIELDS("token")));
    TRY(user_read(visit->db, change.user_id, &user));
    notice = notice_of(visit, &user, "email-changed", "email.change");
    mail_say(notice.mail, "email", change.email);
    notice.entry.before = user.email;
    notice.entry.after = change.email;
    status = email_change_confirm(visit->db, digest_str(&digest), &notice, &done);
    if (status == NOT_FOUND || status == CONFLICT)
        return gone_page(visit);
    TRY(status);
    if (!done)
        return visit_leave(visit, STR("/email"));
    notice_ring(visit);
    TRY(porter_cookie(visit, "email", STR(""), 0));
    return answer_page(visit, "login/email-done.tpl", STR("E-mail address changed"), &change);
}
