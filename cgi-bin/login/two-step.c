/* two-step.c: two-step sign-in of one's own: whether it is on, and turning it off */
#include "login.h"

#include "crypto/passrule.h"
#include "model/login/totp.h"
#include "portal/next.h"
#include "text/utf8.h"

enum { RECOVERY_FEW = 3 };

enum status two_step_demanded(struct visit *visit, bool *out)
{
    struct actor without = *visit_actor(visit);

    TRY(session_demanded(visit->db, without.access.user_id, &without.access.half));
    *out = guard_is_half(&without, visit->house->two_step_parents);
    return OK;
}

/* Who must set it up first has no other page to go to: no frame, but a way out. */
static enum status first_page(struct visit *visit)
{
    struct page page = page_begin_gate(visit, "login/two-step-first.tpl");

    page.title = STR("Set up two-step sign-in");
    dict_text(page.body, "email", visit_actor(visit)->access.email);
    return page_end(visit, &page);
}

enum status two_step_show(struct visit *visit)
{
    struct page page;
    struct totp totp = {.on_at = STAMP_NONE};
    bool demanded;
    enum status status = totp_find(visit->db, visit_actor(visit)->access.user_id, &totp);

    if (status != OK && status != NOT_FOUND)
        return status;
    if (guard_is_half(visit_actor(visit), visit->house->two_step_parents))
        return first_page(visit);
    TRY(two_step_demanded(visit, &demanded));
    page = page_begin(visit, "login/two-step.tpl");
    page.title = STR("Two-step sign-in");
    page.place = "me";
    view_fill(page.body, &totp_shape, &totp, &visit->dial);
    dict_flag(page.body, "is_on", totp.is_on);
    dict_flag(page.body, "few", totp.recovery_count <= RECOVERY_FEW);
    dict_flag(page.body, "demanded", demanded);
    dict_flag(page.body, "never_demanded", !visit->house->two_step_parents);
    page_done(visit, &page, (const char *const[]){"off", NULL});
    return page_end(visit, &page);
}

static enum status off_page(struct visit *visit, const struct faults *faults)
{
    struct page page = page_begin_gate(visit, "login/two-step-off.tpl");
    bool demanded;

    TRY(two_step_demanded(visit, &demanded));
    page.title = STR("Turn two-step sign-in off");
    dict_text(page.body, "email", visit_actor(visit)->access.email);
    dict_flag(page.body, "demanded", demanded);
    faults_say(faults, page.body);
    return page_end(visit, &page);
}

enum status two_step_off_show(struct visit *visit)
{
    struct faults none = {0};
    struct user user;

    TRY(user_read(visit->db, visit_actor(visit)->access.user_id, &user));
    if (!user.two_step)
        return visit_leave(visit, STR("/me/two-step"));
    return off_page(visit, &none);
}

/* With a code a password may be short; without, it may not (AU-01), nor for the while until a
 * role has it set up anew: whoever guesses it would set it up. */
static void length_check(struct visit *visit, struct str password, struct faults *faults)
{
    if (utf8_count(password) < PASSWORD_LEAST)
        faults_add(faults, visit->arena, "password",
                   STR("Without a code a password needs 15 characters. Change yours first."));
}

static enum status password_ask(struct visit *visit, const struct user *user,
                                struct faults *faults)
{
    struct str password;
    uint32_t wait = 0;
    enum status status;

    TRY(field_secret(visit, "password", &password));
    status = porter_own_password(visit, password, user, &wait);
    if (status == DENIED)
        faults_add(faults, visit->arena, "password", STR("That is not your password."));
    else if (status == TOO_MUCH)
        faults_add(
            faults, visit->arena, "password",
            str_format(visit->arena, "There were too many tries. Wait %u seconds.", wait));
    else if (status == OK)
        length_check(visit, password, faults);
    else
        return status;
    return OK;
}

static enum status turn_off(struct visit *visit, const struct user *user,
                            const struct code *code)
{
    struct totp_change change = {.user_id = user->user_id,
                                 .step = code->step,
                                 .recovery_hash = code->recovery_hash,
                                 .notice = notice_of(visit, user, "totp-changed", "totp.off")};
    struct session_key key;
    struct session_renewal renewal;

    mail_say(change.notice.mail, "off", STR("1"));
    TRY(porter_key_make(visit, &key));
    renewal = porter_renewal(visit, &key);
    change.renewal = &renewal;
    TRY(totp_turn_off(visit->db, &change));
    TRY(code_taken(visit, code));
    notice_ring(visit);
    TRY(porter_key_give(visit, &key));
    return visit_leave(visit, STR("/me/two-step?done=off"));
}

enum status two_step_off_take(struct visit *visit)
{
    struct faults faults = {0};
    struct code code = {0};
    struct user user;

    TRY(visit_only(visit, FIELDS("password", "code", "username")));
    TRY(user_read(visit->db, visit_actor(visit)->access.user_id, &user));
    if (!user.two_step)
        return visit_leave(visit, STR("/me/two-step"));
    TRY(password_ask(visit, &user, &faults));
    if (!faults_any(&faults))
        TRY(code_read(visit, &user, &faults, &code));
    if (!faults_any(&faults)) {
        enum status status = turn_off(visit, &user, &code);

        if (status != CONFLICT && status != DENIED)
            return status;
        TRY(code_refused(visit, &user, status, &faults));
    }
    response_code(&visit->response, 422);
    return off_page(visit, &faults);
}
