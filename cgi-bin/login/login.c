/* login.c: the program that knows passwords: signing in and out, own sessions, invites
 *
 * It may read no message; no other program may read a password hash. */
#include "login.h"

#include "model/device.h"
#include "model/invite.h"
#include "model/mail.h"
#include "model/session.h"
#include "model/throttle.h"
#include "portal/program.h"

/* clang-format off */
static const struct route routes[] = {
    { GET,  "/",                        ANYONE,    home_show },
    { GET,  "/sign-in",                 ANYONE,    sign_in_show },
    { POST, "/sign-in",                 ANYONE,    sign_in_try },
    { POST, "/sign-out",                SIGNED_IN, sign_out },
    { GET,  "/accounts",                SIGNED_IN, accounts_show },
    { GET,  "/accounts/tree",           SIGNED_IN, accounts_tree },
    { GET,  "/me",                      SIGNED_IN, me_show },
    { GET,  "/me/sessions",             SIGNED_IN, sessions_show },
    { POST, "/me/sessions/:id/end",     SIGNED_IN, session_end_one },
    { POST, "/me/sessions/end-others",  SIGNED_IN, session_end_rest },
    { GET,  "/invite",                  ANYONE,    invite_show },
    { GET,  "/invite/:token",           ANYONE,    invite_open },
    { POST, "/invite",                  ANYONE,    invite_take },
    { POST, "/invite/switch",           SIGNED_IN, invite_switch },
    { POST, "/csp",                     BROWSER,   report_take },
    { 0 }
};

static const struct stmt *const asks[] = {
    &user_by_email, &user_set_password, &entrance_of_user,
    SESSION_ASKS, DEVICE_ASKS, THROTTLE_ASKS, INVITE_ASKS, AUDIT_GLOBAL_ASKS, MAIL_ASKS,
    NULL
};

#define ACCOUNT_NAMES "account", "here", "role_name", "has_unread", "merge_here", "merge_has_unread"

#define OFFER_NAMES                                                                            \
    "organisation", "email", "inviter", "note", "invited_by", "noted", "grant", "role_name",   \
        "raised", "kept", "held_name"

static const struct view views[] = {
    { "login/sign-in.tpl",     NULL,                 SAID("email", "next", "wrong", "throttled", "wait", "ended", "done_signed_out") },
    { "login/accounts.tpl",    FED(&entrance_shape), SAID(ACCOUNT_NAMES) },
    { "login/tree.tpl",        FED(&entrance_shape), SAID(ACCOUNT_NAMES) },
    { "login/me.tpl",          FED(&entrance_shape), SAID(ACCOUNT_NAMES, "email", "zone", "session_count", "one_session") },
    { "login/sessions.tpl",    FED(&session_shape),  SAID("device", "others", "done_ended", "done_ended_others") },
    { "login/invite.tpl",      FED(&invite_part_shape, &fault_shape),
                               SAID(OFFER_NAMES, "typed", "faults", "name_fault", "password_fault") },
    { "login/invite-known.tpl",   FED(&invite_part_shape), SAID(OFFER_NAMES, "person", "one_grant", "grant_count") },
    { "login/invite-sign-in.tpl", FED(&invite_part_shape), SAID(OFFER_NAMES) },
    { "login/invite-other.tpl",   FED(&invite_part_shape), SAID(OFFER_NAMES, "person") },
    { "login/invite-gone.tpl", NULL,                 NULL },
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
