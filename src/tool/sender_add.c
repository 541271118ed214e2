/* sender_add.c: give an account a number of its own
 *
 * A number belongs to one account at a time, since inbound texts find their account by it. */
#include <stdio.h>

#include "db/global.h"
#include "text/phone.h"
#include "tool/accounts.h"
#include "tool/commands.h"

struct sender_holder {
    uint64_t account_id;
    struct str name;
};
SHAPE(sender_holder, FIELD(sender_holder, account_id), FIELD(sender_holder, name));

STMT_GLOBAL(tool_sender_owner, &sender_holder_shape,
            "a number finds its account, whichever it is",
            "SELECT s.account_id, a.name"
            "  FROM sender AS s"
            "  JOIN account AS a ON a.account_id = s.account_id"
            " WHERE s.msisdn = ?");

STMT_GLOBAL(tool_sender_add_row, NULL, "the operator gives numbers out to all accounts",
            "INSERT INTO sender (root_id, account_id, msisdn, added_at)"
            " VALUES (?, ?, ?, UTC_TIMESTAMP(6))");

static int sender_is_taken(struct tool *tool, struct str msisdn)
{
    struct sender_holder holder;

    if (global_one(tool->db, &tool_sender_owner, WITH(TEXT(msisdn)), &holder) != OK)
        return tool_fail("%.*s was given away at this moment. Nothing was changed.",
                         STR_ARG(msisdn));
    return tool_fail("%.*s belongs to account %llu, %.*s, already. Nothing was changed.",
                     STR_ARG(msisdn), (unsigned long long)holder.account_id,
                     STR_ARG(holder.name));
}

struct giving {
    struct tool *tool;
    const struct named_account *account;
    struct str msisdn;
};

static enum status giving_body(void *arg)
{
    const struct giving *g = arg;
    const struct named_account *a = g->account;
    const struct audit_who who = tool_who();
    const struct audit_entry entry = {.action = "sender.add", .object = g->msisdn};

    TRY(global_run(g->tool->db, &tool_sender_add_row,
                   WITH(ID(a->root_id), ID(a->account_id), TEXT(g->msisdn))));
    return audit_write_in(g->tool->db, a->root_id, a->account_id, &who, &entry);
}

static int sender_add_run(struct tool *tool)
{
    struct named_account account;
    struct giving giving = {.tool = tool, .account = &account};
    struct phone phone;
    enum status status = account_named(tool, &account);

    if (status != OK)
        return status == INVALID ? EXIT_USAGE : EXIT_NOT_DONE;
    phone = phone_parse(tool->arena, account.country, tool_value(tool, "number"));
    if (phone.fault != PHONE_FINE) {
        struct str words = phone_fault_words(tool->arena, &phone);

        return tool_refuse("The number %.*s %.*s.", STR_ARG(phone.typed), STR_ARG(words));
    }
    if (str_is(account.state, "closed"))
        return tool_fail("%.*s is closed; it can't have another number.",
                         STR_ARG(account.name));
    giving.msisdn = phone.e164;
    status = global_tx(tool->db, giving_body, NULL, &giving);
    if (status == CONFLICT)
        return sender_is_taken(tool, phone.e164);
    if (status != OK)
        return tool_database_failed(tool, status);
    printf("%.*s is now a number of account %llu, %.*s.\n", STR_ARG(phone.e164),
           (unsigned long long)account.account_id, STR_ARG(account.name));
    return EXIT_DONE;
}

static const struct tool_option options[] = {
    {"account", "ID", "the account's number, as `branchline account list` shows it", true},
    {"number", "NUMBER", "such as +61491570110, or as its country writes it", true},
    {0},
};

static const struct stmt *const asks[] = {&tool_account_by_number, &tool_sender_owner,
                                          &tool_sender_add_row, AUDIT_IN_ASKS, NULL};

const struct command command_sender_add = {
    .name = "sender add",
    .what = "give an account a number that it writes from",
    .options = options,
    .asks = asks,
    .run = sender_add_run,
};
