/* sign-in.c: the way in and out
 *
 * Unknown, wrong, suspended and unverified get the same answer after the same one hash and the
 * same writing (AU-05). A try is counted before the hash, unless the browser has signed in for
 * this very user before (AU-06). */
#include "login.h"

#include "crypto/passrule.h"
#include "crypto/token.h"
#include "http/address.h"
#include "http/cookie.h"
#include "model/login/session.h"
#include "model/login/throttle.h"
#include "portal/next.h"
#include "portal/problem.h"
#include "text/utf8.h"

enum { EMAIL_POINTS = 254, PASSWORD_POINTS = 1024 };

struct asked {
    struct str email;
    struct str password;
    struct str next;
};

static bool brought_session(const struct visit *visit)
{
    struct str token;

    return cookie_find(visit->arena, &visit->house->site, visit->request.cookie, "sid",
                       &token) == OK;
}

static enum status sign_in_page(struct visit *visit, const struct asked *asked,
                                const char *flag, uint32_t wait)
{
    struct page page = page_begin_gate(visit, "login/sign-in.tpl");

    page.title = STR("Sign in");
    dict_text(page.body, "email", asked->email);
    dict_text(page.body, "next", asked->next);
    dict_number(page.body, "wait", wait);
    if (flag)
        dict_flag(page.body, flag, true);
    page_done(visit, &page, (const char *const[]){"signed_out", "over", "reset", NULL});
    return page_end(visit, &page);
}

enum status sign_in_show(struct visit *visit)
{
    struct str next = visit_query(visit, "next");
    struct asked asked = {.email = STR(""), .next = next.at ? next_path(next) : STR("")};

    if (visit->guard.signed_in)
        return visit_leave(visit, next_path(next));
    return sign_in_page(visit, &asked, next.at && brought_session(visit) ? "ended" : NULL, 0);
}

static enum status asked_read(struct visit *visit, struct asked *out)
{
    struct utf8_limit long_enough = {.lines = UTF8_ONE_LINE, .points = PASSWORD_POINTS};
    struct str password = form_get(&visit->request.form, "password");
    struct str next = form_get(&visit->request.form, "next");

    TRY(visit_only(visit, FIELDS("email", "password", "next")));
    TRY(visit_field(visit, "email", UTF8_ONE_LINE, EMAIL_POINTS, &out->email));
    if (!password.at)
        return INVALID;
    TRY(utf8_take(visit->secret, &long_enough, password, &out->password));
    out->email = str_trim(out->email);
    out->next = next.at ? next : STR("");
    return OK;
}

/* A try is counted, but for one of a browser that has signed in for this very user before. */
static enum status try_count(struct visit *visit, enum status found, uint64_t user_id,
                             struct tries *tries, uint32_t *wait)
{
    struct str token;
    enum status known = found == OK ? porter_device(visit, user_id, &token) : NOT_FOUND;

    return known == NOT_FOUND ? throttle_try(visit->db, tries, wait) : known;
}

/* One hash, whoever it is. *user is set only on OK. */
static enum status password_try(struct visit *visit, const struct asked *asked,
                                enum status found, const struct user *user)
{
    const struct hasher *hasher = &porter_of(visit)->hasher;
    enum status status;

    if (found != OK)
        return password_verify_nobody(visit->secret, hasher, asked->password);
    status = password_verify(visit->secret, hasher, asked->password, user->password);
    return status == OK && !user->may_sign_in ? DENIED : status;
}

/* It was enough beside a code, which the operator has taken away since (AU-01). It opens the
 * mailbox's way only; who does not know it never learns that it is short. */
static bool is_too_short(const struct asked *asked, const struct user *user)
{
    return !user->two_step && utf8_count(asked->password) < PASSWORD_LEAST;
}

/* user->password is what is stored then. */
static enum status rehash_if_stale(struct visit *visit, const struct asked *asked,
                                   struct user *user)
{
    const struct hasher *hasher = &porter_of(visit)->hasher;
    struct str phc;
    enum status status;

    if (!password_is_stale(visit->secret, hasher, user->password))
        return OK;
    status = password_hash(visit->secret, hasher, asked->password, &phc);
    if (status == OK)
        status = user_rehash(visit->db, user, phc);
    if (status == OK)
        user->password = phc;
    return status == CONFLICT || status == BUSY ? OK : status; /* next time, then */
}

/* CONFLICT: the password that was right is another one by now. */
static enum status let_in(struct visit *visit, const struct asked *asked, struct user *user,
                          const struct tries *tries)
{
    TRY(rehash_if_stale(visit, asked, user));
    TRY(throttle_succeeded(visit->db, tries));
    if (user->two_step)
        return half_begin(visit, user, next_path(asked->next));
    TRY(porter_admit(visit, user->user_id, user->password));
    return visit_leave(visit, next_path(asked->next));
}

/* The try is in the audit log before it is answered, or it is not answered (LG-06). So that
 * the time tells nothing, an address that nobody has costs what anybody's does: the same
 * statements, on the operator's chain. Only who belongs to several trees has a row in each. */
static enum status failure_tell(struct visit *visit, const struct asked *asked,
                                const struct user *user)
{
    struct notice notice = notice_of(visit, user, NULL, "sign-in.fail");

    if (user->user_id == 0)
        notice.entry.object = asked->email;
    return notice_tell(visit->db, &notice);
}

static enum status turn_away(struct visit *visit, const struct asked *asked, const char *flag,
                             uint32_t wait)
{
    response_code(&visit->response, wait > 0 ? 429 : 422);
    if (wait > 0)
        response_retry_after(&visit->response, wait);
    return sign_in_page(visit, asked, flag, wait);
}

enum status sign_in_try(struct visit *visit)
{
    struct asked asked;
    struct user user = {0};
    struct digest email_hash;
    struct digest address_hash;
    struct tries tries;
    const char *flag = "wrong";
    enum status found;
    enum status status;
    uint32_t wait = 0;

    TRY(asked_read(visit, &asked));
    TRY(hash_sha256(str_lower(visit->arena, asked.email), &email_hash));
    TRY(hash_sha256(address_network(visit->arena, visit->request.address), &address_hash));
    tries = (struct tries){.email_hash = digest_str(&email_hash),
                           .address_hash = digest_str(&address_hash)};
    found = user_find(visit->db, asked.email, &user);
    if (found != OK && found != NOT_FOUND)
        return found;
    status = try_count(visit, found, user.user_id, &tries, &wait);
    if (status == TOO_MUCH)
        return turn_away(visit, &asked, "throttled", wait);
    TRY(status);
    status = password_try(visit, &asked, found, &user);
    if (status == OK && is_too_short(&asked, &user)) {
        flag = "short";
        status = DENIED;
    }
    if (status == OK)
        status = let_in(visit, &asked, &user, &tries);
    if (status != DENIED && status != CONFLICT)
        return status;
    TRY(failure_tell(visit, &asked, &user));
    return turn_away(visit, &asked, flag, 0);
}

enum status sign_out(struct visit *visit)
{
    struct str gone;

    TRY(visit_only(visit, FIELDS("token")));
    TRY(session_end(visit->db, visit_actor(visit)->id_hash));
    TRY(cookie_make(visit->arena, &visit->house->site, "sid", STR(""), 0, &gone));
    TRY(response_header(&visit->response, "Set-Cookie", gone));
    TRY(response_header(&visit->response, "Clear-Site-Data",
                        STR("\"cache\", \"cookies\", \"storage\"")));
    return visit_leave(visit, STR("/sign-in?done=signed_out"));
}
