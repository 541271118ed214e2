/* account_create.c: open a parent account and invite its first Administrator
 *
 * The one way in: sub-accounts and people come later, through the pages. Account, its empty
 * inbox counts and the invitation are one transaction, so that a failure leaves nothing. */
#include <stdio.h>

#include "db/global.h"
#include "text/clock.h"
#include "text/phone.h"
#include "text/utf8.h"
#include "tool/commands.h"
#include "tool/invite.h"

enum { NAME_MOST = 120 };

struct next_account {
    uint64_t account_id;
};
SHAPE(next_account, FIELD(next_account, account_id));

STMT_GLOBAL(tool_account_next, &next_account_shape,
            "the operator opens accounts before any exists",
            "SELECT COALESCE(MAX(a.account_id), 0) + 1 AS account_id"
            "  FROM account AS a");

STMT_GLOBAL(tool_account_add_row, NULL, "the operator opens accounts before any exists",
            "INSERT INTO account (root_id, account_id, name, payment, country, zone, line,"
            " opened_at) VALUES (?, ?, ?, ?, ?, ?, 1, UTC_TIMESTAMP(6))");

STMT_GLOBAL(tool_account_count_row, NULL, "belongs to the account that is being opened",
            "INSERT INTO inbox_count (root_id, account_id, scope) VALUES (?, ?, ?)");

struct opening {
    struct tool *tool;
    struct str name;
    struct str country;
    struct str zone;
    struct str email;
    bool prepaid;
    uint64_t account_id;
    bool has_login; /* why body answered CONFLICT */
    struct str link;
};

static enum status opening_body(void *arg)
{
    struct opening *o = arg;
    struct db *db = o->tool->db;
    struct next_account next;
    const struct audit_who who = tool_who();
    const struct audit_entry entry = {.action = "account.create", .object = o->name};

    TRY(global_one(db, &tool_account_next, WITH_NOTHING, &next));
    TRY(global_run(db, &tool_account_add_row,
                   WITH(ID(next.account_id), ID(next.account_id), TEXT(o->name),
                        WORD(o->prepaid ? "prepaid" : "postpaid"), TEXT(o->country),
                        TEXT(o->zone))));
    TRY(global_run(db, &tool_account_count_row,
                   WITH(ID(next.account_id), ID(next.account_id), WORD("account"))));
    TRY(global_run(db, &tool_account_count_row,
                   WITH(ID(next.account_id), ID(next.account_id), WORD("tree"))));
    TRY(audit_write_in(db, next.account_id, next.account_id, &who, &entry));
    o->account_id = next.account_id;
    o->has_login = true;
    TRY(invite_write(o->tool, next.account_id, next.account_id, o->email, &o->link));
    o->has_login = false;
    return OK;
}

/* What was typed, each judged in one sentence. */
static enum status opening_check(struct opening *o)
{
    const struct utf8_limit limit = {.lines = UTF8_ONE_LINE, .points = NAME_MOST};
    struct str name = str_trim(o->name);

    if (utf8_take(o->tool->arena, &limit, name, &o->name) != OK || name.len == 0) {
        (void)tool_refuse("A name is 1 to %d characters of text.", NAME_MOST);
        return INVALID;
    }
    if (!phone_country_exists(o->country)) {
        (void)tool_refuse("There is no country %.*s; give two capitals, such as AU.",
                          STR_ARG(o->country));
        return INVALID;
    }
    if (!clock_zone_exists(o->zone)) {
        (void)tool_refuse("There is no time zone %.*s; give one such as Australia/Sydney.",
                          STR_ARG(o->zone));
        return INVALID;
    }
    return invite_email_check(o->email);
}

static int opening_say(const struct opening *o)
{
    printf("Account %llu, %.*s, is open. Its Administrator sets a name and a password at\n"
           "this address, which works once and for 7 days:\n%.*s\n",
           (unsigned long long)o->account_id, STR_ARG(o->name), STR_ARG(o->link));
    return EXIT_DONE;
}

static int account_create_run(struct tool *tool)
{
    struct opening o = {
        .tool = tool,
        .name = tool_value(tool, "name"),
        .country = tool_value(tool, "country"),
        .zone = tool_value(tool, "zone"),
        .email = tool_value(tool, "email"),
        .prepaid = tool_has(tool, "prepaid"),
    };
    enum status status;

    if (opening_check(&o) != OK)
        return EXIT_USAGE;
    status = global_tx(tool->db, opening_body, NULL, &o);
    if (status == CONFLICT && o.has_login)
        return tool_fail("%.*s has a login already. Nothing was opened; give the address of "
                         "somebody who is new here.",
                         STR_ARG(o.email));
    if (status == CONFLICT)
        return tool_fail("Another account was opened at this moment. Try again.");
    return status == OK ? opening_say(&o) : tool_database_failed(tool, status);
}

static const struct tool_option options[] = {
    {"name", "NAME", "the organisation's name", true},
    {"country", "CC", "two capitals, such as AU: how numbers without a country are read", true},
    {"zone", "ZONE", "its time zone, such as Australia/Sydney", true},
    {"email", "ADDRESS", "its first Administrator's e-mail address", true},
    {"prepaid", NULL, "pays first; without it, post-paid, which may have sub-accounts", false},
    {0},
};

static const struct stmt *const asks[] = {
    &tool_account_next,
    &tool_account_add_row,
    &tool_account_count_row,
    TOOL_INVITE_ASKS,
    NULL,
};

const struct command command_account_create = {
    .name = "account create",
    .what = "open a parent account; prints its Administrator's one-time link",
    .options = options,
    .asks = asks,
    .run = account_create_run,
};
