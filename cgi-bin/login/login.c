/* login.c: the program that knows passwords: signing in and out, own profile, invites
 *
 * It may read no message; no other program may read a password hash. */
#include "login.h"

#include "model/invite/invite_decline.h"
#include "model/login/device.h"
#include "model/login/email_change.h"
#include "model/login/half.h"
#include "model/login/reset.h"
#include "model/login/totp.h"
#include "model/login/user_profile.h"
#include "model/people/view_as.h"
#include "portal/program.h"

/* clang-format off */
static const struct route routes[] = {
    { GET,  "/",                        ANYONE,    home_show },
    { GET,  "/sign-in",                 ANYONE,    sign_in_show },
    { POST, "/sign-in",                 ANYONE,    sign_in_try },
    { GET,  "/sign-in/code",            ANYONE,    code_show },
    { POST, "/sign-in/code",            ANYONE,    code_take },
    { GET,  "/reset",                   ANYONE,    reset_show },
    { POST, "/reset",                   ANYONE,    reset_ask },
    { GET,  "/reset/new",               ANYONE,    reset_new_show },
    { POST, "/reset/new",               ANYONE,    reset_new_take },
    { GET,  "/reset/:token",            ANYONE,    reset_open },
    { GET,  "/email",                   ANYONE,    email_link_show },
    { POST, "/email",                   ANYONE,    email_link_take },
    { GET,  "/email/:token",            ANYONE,    email_open },
    { POST, "/sign-out",               SETTING_UP, sign_out },
    { GET,  "/accounts",                SIGNED_IN, accounts_show },
    { GET,  "/accounts/tree",           SIGNED_IN, accounts_tree },
    { GET,  "/me",                      SIGNED_IN, me_show },
    { GET,  "/me/profile",              SIGNED_IN, profile_show },
    { POST, "/me/profile",              SIGNED_IN, profile_take },
    { GET,  "/me/password",             SIGNED_IN, password_show },
    { POST, "/me/password",             SIGNED_IN, password_take },
    { GET,  "/me/email",                SIGNED_IN, email_show },
    { POST, "/me/email",                SIGNED_IN, email_ask },
    { POST, "/me/email/cancel",         SIGNED_IN, email_cancel },
    { GET,  "/me/confirm",             SETTING_UP, confirm_show },
    { POST, "/me/confirm",             SETTING_UP, confirm_take },
    { GET,  "/me/two-step",            SETTING_UP, two_step_show },
    { POST, "/me/two-step",            SETTING_UP, set_up_begin },
    { GET,  "/me/two-step/set-up",     SETTING_UP, set_up_show },
    { POST, "/me/two-step/set-up",     SETTING_UP, set_up_take },
    { POST, "/me/two-step/codes",       SIGNED_IN, codes_renew },
    { GET,  "/me/two-step/off",         SIGNED_IN, two_step_off_show },
    { POST, "/me/two-step/off",         SIGNED_IN, two_step_off_take },
    { GET,  "/me/sessions",             SIGNED_IN, sessions_show },
    { POST, "/me/sessions/:id/end",     SIGNED_IN, session_end_one },
    { POST, "/me/view/end",             SIGNED_IN, view_stop },
    { POST, "/me/sessions/end-others",  SIGNED_IN, session_end_rest },
    { GET,  "/invite",                  ANYONE,    invite_show },
    { GET,  "/invite/:token",           ANYONE,    invite_open },
    { POST, "/invite",                  ANYONE,    invite_take },
    { POST, "/invite/decline",          ANYONE,    invite_turn_down },
    { POST, "/invite/switch",           SIGNED_IN, invite_switch },
    { POST, "/csp",                     BROWSER,   report_take },
    { 0 }
};

static const struct stmt *const asks[] = {
    &user_by_email, &user_by_id, &user_set_password, &entrance_of_user,
    SESSION_ASKS, SESSION_FRESH_ASKS, DEVICE_ASKS, THROTTLE_ASKS, INVITE_ASKS, INVITE_DECLINE_ASKS, NOTICE_ASKS,
    PROFILE_ASKS, TOTP_ASKS, HALF_ASKS, RESET_ASKS, EMAIL_CHANGE_ASKS, VIEW_END_ASKS,
    NULL
};

#define ACCOUNT_NAMES "account", "here", "role_name", "has_unread", "merge_here", "merge_has_unread"

#define OFFER_NAMES                                                                            \
    "organisation", "email", "inviter", "note", "invited_by", "noted", "grant", "role_name",   \
        "raised", "kept", "held_name"

static const struct view views[] = {
    { "login/sign-in.tpl",     NULL,                 SAID("email", "next", "wrong", "short", "throttled", "wait", "ended", "done_signed_out", "done_over", "done_reset") },
    { "login/code.tpl",        FED(&fault_shape),    SAID("next", "faults", "code_fault") },
    { "login/accounts.tpl",    FED(&entrance_shape), SAID(ACCOUNT_NAMES, "done_joined") },
    { "login/tree.tpl",        FED(&entrance_shape), SAID(ACCOUNT_NAMES) },
    { "login/me.tpl",          FED(&entrance_shape), SAID(ACCOUNT_NAMES, "email", "zone", "language", "replies", "failures", "session_count", "one_session", "two_step", "done_saved", "done_password") },
    { "login/profile.tpl",     FED(&fault_shape),    SAID("typed", "zone_choice", "zone_name", "chosen", "language_choice", "tag", "language_name", "replies", "failures", "faults", "name_fault", "zone_fault", "language_fault") },
    { "login/two-step.tpl",    FED(&totp_shape),     SAID("few", "demanded", "never_demanded", "done_off") },
    { "login/two-step-first.tpl", NULL,              SAID("email") },
    { "login/two-step-set-up.tpl", FED(&fault_shape), SAID("email", "secret_text", "qr_path", "qr_size", "demanded", "faults", "code_fault") },
    { "login/two-step-off.tpl", FED(&fault_shape),   SAID("email", "demanded", "faults", "password_fault", "code_fault") },
    { "login/recovery-codes.tpl", FED(&recovery_text_shape), SAID("email", "first") },
    { "login/password.tpl",    FED(&fault_shape),    SAID("email", "two_step", "faults", "current_fault", "password_fault") },
    { "login/email.tpl",       FED(&fault_shape),    SAID("email", "typed", "waiting", "wanted", "at_new", "at_old", "faults", "email_fault", "done_asked", "done_cancelled") },
    { "login/email-link.tpl",  FED(&email_change_shape), NULL },
    { "login/email-half.tpl",  FED(&email_change_shape), NULL },
    { "login/email-done.tpl",  FED(&email_change_shape), NULL },
    { "login/email-gone.tpl",  NULL,                 NULL },
    { "login/reset.tpl",       FED(&fault_shape),    SAID("email", "faults", "email_fault", "done_asked") },
    { "login/reset-new.tpl",   FED(&fault_shape),    SAID("email", "two_step", "faults", "password_fault") },
    { "login/reset-gone.tpl",  NULL,                 NULL },
    { "login/confirm.tpl",     FED(&fault_shape),    SAID("email", "next", "faults", "password_fault") },
    { "login/sessions.tpl",    FED(&session_shape),  SAID("device", "others", "done_ended", "done_ended_others") },
    { "login/invite.tpl",      FED(&invite_part_shape, &fault_shape),
                               SAID(OFFER_NAMES, "typed", "faults", "name_fault", "password_fault") },
    { "login/invite-known.tpl",   FED(&invite_part_shape), SAID(OFFER_NAMES, "person", "one_grant", "grant_count") },
    { "login/invite-sign-in.tpl", FED(&invite_part_shape), SAID(OFFER_NAMES) },
    { "login/invite-other.tpl",   FED(&invite_part_shape), SAID(OFFER_NAMES, "person") },
    { "login/invite-gone.tpl", NULL,                 NULL },
    { "login/invite-declined.tpl", NULL,             NULL },
    { 0 }
};
/* clang-format on */

static const struct program login = {
    .name = "login",
    .routes = routes,
    .asks = asks,
    .views = views,
    .workers = 4,
    .secrets = true,
    .mails = true,
    .start = porter_start,
};

int main(int argc, char **argv)
{
    return program_main(argc, argv, &login);
}
