/* invite.c: a one-time link by which an account's first Administrator comes in
 *
 * Whoever has the link becomes Administrator, so it is shown once, on the terminal of the one
 * who asked for it, and nowhere kept. */
#include "tool/invite.h"

#include "base/shape.h"
#include "crypto/token.h"
#include "db/global.h"
#include "model/mail/mail.h"

struct known_login {
    uint64_t user_id;
};
SHAPE(known_login, FIELD(known_login, user_id));

STMT_GLOBAL(tool_invite_login_by_email, &known_login_shape,
            "the operator invites before anybody is signed in; a login serves all accounts",
            "SELECT u.user_id"
            "  FROM user AS u"
            " WHERE u.email = ?");

STMT_GLOBAL(tool_invite_revoke_rows, NULL,
            "the operator acts on an account that nobody has entered yet",
            "UPDATE invite AS i"
            "   SET i.revoked_at = UTC_TIMESTAMP(6)"
            " WHERE i.root_id = ?"
            "   AND i.email = ?"
            "   AND i.used_at IS NULL"
            "   AND i.revoked_at IS NULL");

STMT_GLOBAL(tool_invite_add_row, NULL,
            "the operator acts on an account that nobody has entered yet",
            "INSERT INTO invite (root_id, made_in, token_hash, email, made_at, ends_at)"
            " VALUES (?, ?, ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 7 DAY)");

STMT_GLOBAL(tool_invite_grant_row, NULL,
            "the operator acts on an account that nobody has entered yet",
            "INSERT INTO invite_grant (root_id, account_id, invite_id, role)"
            " VALUES (?, ?, ?, 'administrator')");

enum status invite_email_check(struct str email)
{
    if (mail_address_is_good(email))
        return OK;
    (void)tool_refuse("\"%.*s\" is no e-mail address.", STR_ARG(email));
    return INVALID;
}

enum status invite_write(struct tool *tool, uint64_t root_id, uint64_t account_id,
                         struct str email, struct str *link)
{
    const char *base = conf_text(tool->conf, "base_url");
    const struct audit_who who = tool_who();
    const struct audit_entry entry = {
        .action = "invite.make", .object = email, .after = STR("Administrator")};
    struct known_login login;
    struct digest digest;
    struct str token;
    uint64_t invite_id;
    enum status status =
        global_one(tool->db, &tool_invite_login_by_email, WITH(TEXT(email)), &login);

    if (status == OK)
        return CONFLICT;
    if (status != NOT_FOUND)
        return status;
    TRY(token_make(tool->secret, &token));
    TRY(token_hash(token, &digest));
    TRY(global_run(tool->db, &tool_invite_revoke_rows, WITH(ID(root_id), TEXT(email))));
    TRY(global_insert(
        tool->db, &tool_invite_add_row,
        WITH(ID(root_id), ID(account_id), TEXT(digest_str(&digest)), TEXT(email)), &invite_id));
    TRY(global_run(tool->db, &tool_invite_grant_row,
                   WITH(ID(root_id), ID(account_id), ID(invite_id))));
    TRY(audit_write_in(tool->db, root_id, account_id, &who, &entry));
    *link = str_format(tool->secret, "%s/invite/%.*s", base, STR_ARG(token));
    return OK;
}
