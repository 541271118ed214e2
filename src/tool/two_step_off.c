/* two_step_off.c: let somebody in again who has lost phone and recovery codes
 *
 * Nothing else does: a new password does not go round the code (AU-10). The operator makes sure
 * in another way that it is that person, who is told by mail all the same. Whose role demands a
 * code sets it up anew at once. A password that was long enough only beside a code opens
 * nothing from then on (AU-01): the page where they sign in sends them to choose another. */
#include <stdio.h>

#include "base/shape.h"
#include "crypto/passrule.h"
#include "daemon/bell.h"
#include "model/login/half.h"
#include "model/login/totp.h"
#include "model/mail/mail.h"
#include "text/clock.h"
#include "tool/commands.h"
#include "tool/rights.h"

struct login {
    uint64_t user_id;
    struct str email;
    struct str name;
    struct str zone;
    bool two_step;
};
SHAPE(login, FIELD(login, user_id), FIELD(login, email), FIELD(login, name), FIELD(login, zone),
      FIELD(login, two_step));

/* The column compares without accents too; here nobody else will do. */
STMT_GLOBAL(tool_login_by_email, &login_shape, "a login belongs to no account",
            "SELECT u.user_id, u.email, u.name, u.zone, u.two_step FROM user AS u"
            " WHERE u.email = ? AND HEX(LOWER(u.email)) = HEX(LOWER(?))");

struct rescue {
    struct db *db;
    const struct login *login;
    struct str words; /* whom, for the audit log */
    const struct mail_key *key;
    const struct mail *mail;
};

static enum status rescue_body(void *arg)
{
    const struct rescue *rescue = arg;
    uint64_t user_id = rescue->login->user_id;
    struct audit_who who = tool_who();
    const struct audit_entry entry = {.action = "totp.off", .object = rescue->words};

    who.user_id = user_id; /* in whose trees the row stands; the name is the operator's */
    TRY(global_run(rescue->db, &user_set_two_step, WITH(FLAG(false), ID(user_id))));
    TRY(global_run(rescue->db, &recovery_delete, WITH(ID(user_id))));
    TRY(global_run(rescue->db, &totp_delete, WITH(ID(user_id))));
    TRY(half_end_all(rescue->db, user_id));
    TRY(session_end_all(rescue->db, user_id));
    TRY(mail_queue(rescue->db, rescue->key, rescue->mail));
    return audit_person(rescue->db, &who, &entry);
}

/* Only root may read the key of an installation. */
static enum status key_read(struct tool *tool, struct mail_key *out, struct str *why)
{
    ON_EXIT(rights_give_back) UNUSED uid_t own = rights_take_up();

    return mail_key_read(tool->secret, tool->conf, out, why);
}

/* What the person's own page would have sent, but for where it was done. */
static struct mail *mail_of(struct tool *tool, const struct login *login)
{
    struct mail *mail = mail_make(tool->arena, "totp-changed", login->email, login->name);
    struct clock *clock;

    mail_link(mail, "security", STR("/me/two-step"));
    mail_say(mail, "off", STR("1"));
    if (clock_open(tool->arena, login->zone, &clock) == OK)
        mail_say(mail, "at", clock_whole(tool->arena, clock, stamp_now()));
    mail_say(mail, "device", STR("the operator’s command line"));
    return mail;
}

static int two_step_off_run(struct tool *tool)
{
    struct str email = tool_value(tool, "email");
    struct login login;
    struct mail_key key;
    struct rescue rescue = {.db = tool->db, .login = &login, .key = &key};
    struct str why;
    enum status status =
        global_one(tool->db, &tool_login_by_email, WITH(TEXT(email), TEXT(email)), &login);

    if (status == NOT_FOUND)
        return tool_fail("Nobody signs in with %.*s.", STR_ARG(email));
    if (status != OK)
        return tool_database_failed(tool, status);
    if (!login.two_step)
        return tool_fail("%.*s has no two-step sign-in. Nothing was changed.",
                         STR_ARG(login.name));
    if (key_read(tool, &key, &why) != OK)
        return tool_fail("They could not be told by mail, so nothing was changed: %.*s",
                         STR_ARG(why));
    rescue.mail = mail_of(tool, &login);
    rescue.words =
        str_format(tool->arena, "%.*s, %.*s", STR_ARG(login.name), STR_ARG(login.email));
    status = global_tx(tool->db, rescue_body, NULL, &rescue);
    if (status != OK)
        return tool_database_failed(tool, status);
    bell_ring(conf_text(tool->conf, "run_dir"), "maild");
    printf("%.*s signs in with the password alone now, is signed out everywhere, and is told "
           "by mail.\nIf the password has fewer than %d characters, they are asked to choose "
           "another by mail first.\n",
           STR_ARG(login.name), PASSWORD_LEAST);
    return EXIT_DONE;
}

static const struct tool_option options[] = {
    {"email", "ADDRESS", "the address they sign in with", true}, {0}};

static const struct stmt *const asks[] = {
    &tool_login_by_email, &user_set_two_step,  &recovery_delete,  &totp_delete,
    &half_delete_all,     &session_delete_all, AUDIT_GLOBAL_ASKS, MAIL_ASKS, NULL};

const struct command command_two_step_off = {
    .name = "two-step off",
    .what = "let somebody in who lost phone and recovery codes",
    .options = options,
    .asks = asks,
    .run = two_step_off_run,
};
