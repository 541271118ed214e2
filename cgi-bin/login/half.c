/* half.c: the second step of signing in: the password was right, a code is missing
 *
 * A cookie that only this program takes stands for it, for five minutes; every code is counted
 * for it before it is looked at (AU-08). */
#include "login.h"

#include "crypto/token.h"
#include "model/login/half.h"
#include "model/login/totp.h"
#include "portal/next.h"

enum status half_begin(struct visit *visit, const struct user *user, struct str next)
{
    struct digest digest;
    struct str token;

    TRY(token_make(visit->secret, &token));
    TRY(token_hash(token, &digest));
    TRY(half_start(visit->db, digest_str(&digest), user));
    TRY(porter_cookie(visit, "pre", token, HALF_SECONDS));
    return visit_leave(visit, next_ask(visit->arena, "/sign-in/code", next));
}

static enum status code_page(struct visit *visit, struct str next, const struct faults *faults)
{
    struct page page = page_begin_gate(visit, "login/code.tpl");

    page.title = STR("Your code");
    dict_text(page.body, "next", next);
    faults_say(faults, page.body);
    return page_end(visit, &page);
}

/* Whose half sign-in the cookie is. NOT_FOUND: none; the answer is the way to the beginning. */
static enum status half_read(struct visit *visit, struct digest *digest, struct user *user)
{
    struct half half;
    enum status status = porter_token(visit, "pre", digest);

    if (status == OK)
        status = half_find(visit->db, digest_str(digest), &half);
    if (status == NOT_FOUND) {
        TRY(porter_cookie(visit, "pre", STR(""), 0));
        TRY(visit_leave(visit, STR("/sign-in?done=over")));
        return NOT_FOUND;
    }
    TRY(status);
    return user_read(visit->db, half.user_id, user);
}

enum status code_show(struct visit *visit)
{
    struct faults none = {0};
    struct digest digest;
    struct user user;
    enum status status = half_read(visit, &digest, &user);

    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    return code_page(visit, next_path(visit_query(visit, "next")), &none);
}

/* Take it, so that it is good for nobody else. CONFLICT or DENIED: it was taken before. */
static enum status code_spend(struct visit *visit, const struct user *user,
                              const struct code *code)
{
    struct notice notice;
    struct totp totp;

    if (!code->recovery_hash.at) {
        TRY(totp_take(visit->db, user->user_id, code->step));
        return code_taken(visit, code);
    }
    TRY(totp_find(visit->db, user->user_id, &totp));
    notice = notice_of(visit, user, "recovery-used", "recovery.use");
    if (totp.recovery_count > 0) /* this one still among them */
        mail_say(notice.mail, "left", str_format(visit->arena, "%u", totp.recovery_count - 1));
    TRY(recovery_take(visit->db, user->user_id, code->recovery_hash, &notice));
    notice_ring(visit);
    return code_taken(visit, code);
}

static enum status half_finish(struct visit *visit, const struct digest *digest,
                               const struct user *user, struct str next)
{
    enum status status = half_end(visit->db, digest_str(digest));

    if (status == NOT_FOUND)
        return visit_leave(visit, STR("/sign-in?done=over"));
    TRY(status);
    TRY(porter_cookie(visit, "pre", STR(""), 0));
    status = porter_admit(visit, user->user_id, user->password);
    if (status == CONFLICT) /* the password has changed this moment */
        return visit_leave(visit, STR("/sign-in?done=over"));
    TRY(status);
    return visit_leave(visit, next);
}

static enum status code_refuse(struct visit *visit, struct str next,
                               const struct faults *faults)
{
    if (visit->response.code == 200)
        response_code(&visit->response, 422);
    return code_page(visit, next, faults);
}

/* The half sign-in's own count: five are looked at, the tenth destroys it. */
static enum status half_count_code(struct visit *visit, const struct digest *digest,
                                   struct faults *faults)
{
    enum status status = half_try(visit->db, digest_str(digest));

    if (status != TOO_MUCH)
        return status;
    code_fault(visit, faults,
               "There were too many codes. Sign in again, beginning with the password.");
    response_code(&visit->response, 429);
    response_retry_after(&visit->response, HALF_SECONDS);
    return OK;
}

enum status code_take(struct visit *visit)
{
    struct str next = next_path(form_get(&visit->request.form, "next"));
    struct faults faults = {0};
    struct code code = {0};
    struct digest digest;
    struct user user;
    enum status status;

    TRY(visit_only(visit, FIELDS("code", "next")));
    status = half_read(visit, &digest, &user);
    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    status = half_count_code(visit, &digest, &faults);
    if (status == NOT_FOUND)
        return visit_leave(visit, STR("/sign-in?done=over"));
    TRY(status);
    if (!faults_any(&faults))
        TRY(code_read(visit, &user, &faults, &code));
    if (faults_any(&faults))
        return code_refuse(visit, next, &faults);
    status = code_spend(visit, &user, &code);
    if (status == OK)
        return half_finish(visit, &digest, &user, next);
    if (status != CONFLICT && status != DENIED)
        return status;
    TRY(code_refused(visit, &user, status, &faults));
    return code_refuse(visit, next, &faults);
}
