/* account_invite.c: a new link for an account that nobody has entered yet
 *
 * For the one whose link ran out or was lost. Once an account has an Administrator, inviting
 * is theirs, so it is refused then. */
#include <stdio.h>

#include "db/global.h"
#include "tool/accounts.h"
#include "tool/commands.h"
#include "tool/invite.h"

struct admin_count {
    uint32_t count;
};
SHAPE(admin_count, FIELD(admin_count, count));

STMT_GLOBAL(tool_account_admins, &admin_count_shape,
            "the operator acts on an account that nobody has entered yet",
            "SELECT COUNT(*) AS count"
            "  FROM membership AS m"
            " WHERE m.account_id = ?"
            "   AND m.role = 'administrator'");

struct inviting {
    struct tool *tool;
    struct named_account account;
    struct str email;
    bool entered; /* why body answered CONFLICT */
    struct str link;
};

static enum status inviting_body(void *arg)
{
    struct inviting *v = arg;
    struct admin_count admins;

    TRY(global_one(v->tool->db, &tool_account_admins, WITH(ID(v->account.account_id)),
                   &admins));
    v->entered = admins.count > 0;
    if (v->entered)
        return CONFLICT;
    return invite_write(v->tool, v->account.root_id, v->account.account_id, v->email, &v->link);
}

static int account_invite_run(struct tool *tool)
{
    struct inviting v = {.tool = tool, .email = tool_value(tool, "email")};
    enum status status;

    if (invite_email_check(v.email) != OK)
        return EXIT_USAGE;
    status = account_named(tool, &v.account);
    if (status != OK)
        return status == INVALID ? EXIT_USAGE : EXIT_NOT_DONE;
    status = global_tx(tool->db, inviting_body, NULL, &v);
    if (status == CONFLICT && v.entered)
        return tool_fail("%.*s has an Administrator already, who invites its people.",
                         STR_ARG(v.account.name));
    if (status == CONFLICT)
        return tool_fail("%.*s has a login already; give the address of somebody who is new "
                         "here.",
                         STR_ARG(v.email));
    if (status != OK)
        return tool_database_failed(tool, status);
    printf("Older links to %.*s no longer work. This one does, once and for 7 days:\n%.*s\n",
           STR_ARG(v.email), STR_ARG(v.link));
    return EXIT_DONE;
}

static const struct tool_option options[] = {
    {"account", "ID", "the account's number, as `branchline account list` shows it", true},
    {"email", "ADDRESS", "its first Administrator's e-mail address", true},
    {0},
};

static const struct stmt *const asks[] = {
    &tool_account_by_number,
    &tool_account_admins,
    TOOL_INVITE_ASKS,
    NULL,
};

const struct command command_account_invite = {
    .name = "account invite",
    .what = "make a new one-time link for an account without an Administrator",
    .options = options,
    .asks = asks,
    .run = account_invite_run,
};
