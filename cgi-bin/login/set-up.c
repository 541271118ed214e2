/* set-up.c: two-step sign-in is set up: a secret is shown, a code proves that an app has it
 *
 * The secret is on the page alone, drawn there: no picture of it has an address. Whoever sees
 * it has given the password within the last five minutes. */
#include "login.h"

#include "crypto/totp.h"
#include "model/login/totp.h"
#include "portal/next.h"
#include "text/qr.h"

SHAPE(recovery_text, FIELD(recovery_text, recovery_code));

#define SET_UP "/me/two-step/set-up"

/* A secret to be shown, in place of one that was shown before. */
enum status set_up_begin(struct visit *visit)
{
    uint64_t user_id = visit_actor(visit)->access.user_id;
    struct str secret;
    struct str sealed;
    enum status status;
    bool fresh;

    TRY(visit_only(visit, FIELDS("token")));
    TRY(visit_fresh(visit, STR("/me/two-step"), &fresh));
    if (!fresh)
        return OK;
    TRY(totp_secret_make(visit->secret, &secret));
    TRY(totp_shut(visit, user_id, secret, &sealed));
    status = totp_show(visit->db, user_id, sealed);
    if (status == CONFLICT)
        return visit_leave(visit, STR("/me/two-step"));
    TRY(status);
    return visit_leave(visit, STR(SET_UP));
}

static enum status set_up_page(struct visit *visit, struct str secret,
                               const struct faults *faults)
{
    struct page page = page_begin_gate(visit, "login/two-step-set-up.tpl");
    const struct access *access = &visit_actor(visit)->access;
    struct qr qr;
    bool demanded;

    TRY(two_step_demanded(visit, &demanded));
    TRY(qr_draw(visit->secret,
                totp_address(visit->secret, STR("Branchline"), access->email, secret), &qr));
    page.title = STR("Set up two-step sign-in");
    dict_text(page.body, "email", access->email);
    dict_text(page.body, "secret_text", totp_secret_text(visit->secret, secret));
    dict_text(page.body, "qr_path", qr.path);
    dict_number(page.body, "qr_size", qr.size);
    dict_flag(page.body, "demanded", demanded);
    faults_say(faults, page.body);
    return page_end(visit, &page);
}

/* What is being set up. NOT_FOUND: nothing; the answer leads to where it begins. */
static enum status shown_find(struct visit *visit, struct totp *totp, struct str *secret)
{
    uint64_t user_id = visit_actor(visit)->access.user_id;
    enum status status = totp_find(visit->db, user_id, totp);

    if (status == NOT_FOUND || (status == OK && totp->is_on)) {
        TRY(visit_leave(visit, STR("/me/two-step")));
        return NOT_FOUND;
    }
    TRY(status);
    return totp_open(visit, user_id, totp, secret);
}

enum status set_up_show(struct visit *visit)
{
    struct faults none = {0};
    struct totp totp;
    struct str secret;
    enum status status;
    bool fresh;

    TRY(visit_fresh(visit, STR(SET_UP), &fresh));
    if (!fresh)
        return OK;
    status = shown_find(visit, &totp, &secret);
    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    return set_up_page(visit, secret, &none);
}

/* Ten codes that are shown this once; the tables get their hashes. */
static enum status codes_make(struct visit *visit, struct recovery_set *set, struct list *shown)
{
    shown->shape = &recovery_text_shape;
    for (size_t i = 0; i < RECOVERY_CODES; i++) {
        struct recovery_text *row = list_append(shown, visit->secret);

        TRY(recovery_make(visit->secret, &row->recovery_code, &set->hashes[i]));
    }
    return OK;
}

static enum status codes_page(struct visit *visit, const struct list *codes, bool first)
{
    struct page page = page_begin_gate(visit, "login/recovery-codes.tpl");

    page.title = STR("Your recovery codes");
    dict_text(page.body, "email", visit_actor(visit)->access.email);
    view_rows(page.body, "recovery_text", codes, &visit->dial, NULL, NULL);
    dict_flag(page.body, "first", first);
    return page_end(visit, &page);
}

/* Turn it on, or only replace the codes; the session goes on under a new key (SE-03). */
static enum status codes_give(struct visit *visit, struct totp_change change,
                              enum status (*apply)(struct db *, const struct totp_change *),
                              bool first)
{
    struct recovery_set set;
    struct session_key key;
    struct session_renewal renewal;
    struct list codes = {0};

    TRY(codes_make(visit, &set, &codes));
    TRY(porter_key_make(visit, &key));
    renewal = porter_renewal(visit, &key);
    change.codes = &set;
    change.renewal = &renewal;
    TRY(apply(visit->db, &change));
    notice_ring(visit);
    TRY(porter_key_give(visit, &key));
    return codes_page(visit, &codes, first);
}

/* If another tab began anew meanwhile, the app has a key that is none any more: the page shows
 * the present one, or leads on if it is on by now. */
static enum status turn_on(struct visit *visit, const struct user *user, struct str sealed,
                           const struct code *code)
{
    struct totp_change change = {.user_id = user->user_id,
                                 .secret = sealed,
                                 .step = code->step,
                                 .notice = notice_of(visit, user, "totp-changed", "totp.on")};
    enum status status;

    mail_say(change.notice.mail, "on", STR("1"));
    status = codes_give(visit, change, totp_turn_on, true);
    return status == CONFLICT ? visit_leave(visit, STR(SET_UP)) : status;
}

enum status set_up_take(struct visit *visit)
{
    struct faults faults = {0};
    struct totp totp;
    struct user user;
    struct str secret;
    struct code code = {0};
    enum status status;
    bool fresh;

    TRY(visit_only(visit, FIELDS("code")));
    TRY(visit_fresh(visit, STR(SET_UP), &fresh));
    if (!fresh)
        return OK;
    status = shown_find(visit, &totp, &secret);
    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    TRY(user_read(visit->db, visit_actor(visit)->access.user_id, &user));
    TRY(code_of_secret(visit, &user, secret, totp.now, &faults, &code));
    if (!faults_any(&faults))
        return turn_on(visit, &user, totp.secret, &code);
    response_code(&visit->response, 422);
    return set_up_page(visit, secret, &faults);
}

/* New codes in place of the old ones. */
enum status codes_renew(struct visit *visit)
{
    struct totp_change change;
    struct user user;
    bool fresh;
    enum status status;

    TRY(visit_only(visit, FIELDS("token")));
    TRY(visit_fresh(visit, STR("/me/two-step"), &fresh));
    if (!fresh)
        return OK;
    TRY(user_read(visit->db, visit_actor(visit)->access.user_id, &user));
    change = (struct totp_change){.user_id = user.user_id,
                                  .notice =
                                      notice_of(visit, &user, "totp-changed", "recovery.make")};
    mail_say(change.notice.mail, "codes", STR("1"));
    status = codes_give(visit, change, recovery_replace, false);
    return status == CONFLICT ? visit_leave(visit, STR("/me/two-step")) : status;
}
