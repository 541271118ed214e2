/* invite.c: a new person takes an invitation
 *
 * The link only moves its token into a cookie and goes on to a clean address, so that the
 * token is in no log and no Referer. Looking never uses the invitation up: mail scanners
 * open links (product.md, section 7). */
#include "login.h"

#include "auth/role.h"
#include "crypto/passrule.h"
#include "crypto/token.h"
#include "http/cookie.h"
#include "model/invite.h"

enum { NAME_POINTS = 120, PASSWORD_BYTES = 4096, COOKIE_SECONDS = 3600 };

enum status invite_open(struct visit *visit)
{
    struct str header;

    visit->response.no_referrer = true;
    TRY(cookie_make(visit->arena, &visit->house->site, "invite", visit->found.token,
                    COOKIE_SECONDS, &header));
    TRY(response_header(&visit->response, "Set-Cookie", header));
    return visit_leave(visit, STR("/invite"));
}

/* The invite of the cookie. *digest holds what its hash points to. */
static enum status invite_of_cookie(struct visit *visit, struct digest *digest,
                                    struct invite *out)
{
    struct str token;

    if (cookie_find(visit->arena, &visit->house->site, visit->request.cookie, "invite",
                    &token) != OK ||
        token_hash(token, digest) != OK)
        return NOT_FOUND;
    TRY(invite_find(visit->db, digest_str(digest), out));
    return out->has_login ? NOT_FOUND : OK;
}

static enum status gone_page(struct visit *visit)
{
    struct page page = page_begin_gate(visit, "login/invite-gone.tpl");

    page.title = STR("Invitation");
    response_code(&visit->response, 404);
    return page_end(visit, &page);
}

static enum status invite_page(struct visit *visit, const struct invite *invite,
                               struct str typed, const struct faults *faults)
{
    struct page page = page_begin_gate(visit, "login/invite.tpl");
    struct dict *grant;

    page.title = str_format(visit->arena, "Join %.*s", STR_ARG(invite->root_name));
    dict_text(page.body, "organisation", invite->root_name);
    dict_text(page.body, "email", invite->email);
    dict_text(page.body, "typed", typed);
    grant = dict_section(page.body, "grant");
    dict_text(grant, "name", invite->account_name);
    dict_number(grant, "line", invite->line);
    dict_word(grant, "role_name", role_title((enum role)invite->role));
    faults_say(faults, page.body);
    return page_end(visit, &page);
}

enum status invite_show(struct visit *visit)
{
    struct faults none = {0};
    struct digest digest;
    struct invite invite;
    enum status status = invite_of_cookie(visit, &digest, &invite);

    visit->response.no_referrer = true;
    if (status == NOT_FOUND)
        return gone_page(visit);
    TRY(status);
    return invite_page(visit, &invite, STR(""), &none);
}

static enum status name_read(struct visit *visit, struct faults *faults, struct str *out)
{
    enum status status = visit_field(visit, "name", UTF8_ONE_LINE, NAME_POINTS, out);

    if (status == TOO_MUCH) {
        *out = STR("");
        faults_add(faults, visit->arena, "name", STR("A name has at most 120 characters."));
        return OK;
    }
    TRY(status);
    *out = str_trim(*out);
    if (out->len == 0)
        faults_add(faults, visit->arena, "name",
                   STR("Write your name, so that colleagues know who you are."));
    return OK;
}

static enum status password_read(struct visit *visit, const struct invite *invite,
                                 struct str name, struct faults *faults, struct str *out)
{
    struct utf8_limit limit = {.lines = UTF8_ONE_LINE, .bytes = PASSWORD_BYTES};
    struct password_context context = {.account = invite->account_name,
                                       .parent = invite->root_name,
                                       .person = name,
                                       .email = invite->email};
    struct str typed = form_get(&visit->request.form, "password");
    enum password_fault fault;

    if (!typed.at)
        return INVALID;
    TRY(utf8_take(visit->secret, &limit, typed, out));
    fault = password_check(visit->secret, porter_of(visit)->blocklist, PASSWORD_LEAST, *out,
                           &context);
    if (fault != PASSWORD_FINE)
        faults_add(faults, visit->arena, "password",
                   password_fault_say(visit->arena, fault, PASSWORD_LEAST));
    return OK;
}

static enum status join(struct visit *visit, const struct digest *digest, struct str name,
                        struct str password)
{
    struct newcomer newcomer = {.token_hash = digest_str(digest), .name = name};
    struct str gone;
    uint64_t user_id;
    enum status status;

    TRY(password_hash(visit->secret, &porter_of(visit)->hasher, password, &newcomer.password));
    status = invite_accept(visit->db, &newcomer, &user_id);
    if (status == NOT_FOUND || status == CONFLICT)
        return gone_page(visit);
    TRY(status);
    TRY(porter_admit(visit, user_id));
    TRY(cookie_make(visit->arena, &visit->house->site, "invite", STR(""), 0, &gone));
    TRY(response_header(&visit->response, "Set-Cookie", gone));
    return visit_leave(visit, STR("/"));
}

enum status invite_take(struct visit *visit)
{
    struct faults faults = {0};
    struct digest digest;
    struct invite invite;
    struct str name;
    struct str password;
    enum status status = invite_of_cookie(visit, &digest, &invite);

    visit->response.no_referrer = true;
    if (status == NOT_FOUND)
        return gone_page(visit);
    TRY(status);
    TRY(visit_only(visit, FIELDS("name", "password", "username")));
    TRY(name_read(visit, &faults, &name));
    TRY(password_read(visit, &invite, name, &faults, &password));
    if (!faults_any(&faults))
        return join(visit, &digest, name, password);
    response_code(&visit->response, 422);
    return invite_page(visit, &invite, name, &faults);
}
