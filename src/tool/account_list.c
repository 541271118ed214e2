/* account_list.c: every account, parents first among their own */
#include <stdio.h>

#include "db/global.h"
#include "tool/accounts.h"
#include "tool/commands.h"

STMT_GLOBAL(
    tool_account_all, &named_account_shape, "the operator looks after all accounts",
    "SELECT a.root_id, a.account_id, a.name, p.name AS parent, a.payment, a.state,"
    " a.country, a.zone,"
    " (SELECT COUNT(*) FROM membership AS m WHERE m.account_id = a.account_id) AS people"
    "  FROM account AS a"
    "  JOIN account AS p ON p.account_id = a.root_id"
    " ORDER BY a.root_id, a.account_id"
    " LIMIT 10000");

static int account_list_run(struct tool *tool)
{
    struct list rows = {0};
    enum status status = global_list(tool->db, &tool_account_all, WITH_NOTHING, &rows);

    if (status != OK)
        return tool_database_failed(tool, status);
    puts("account\tname\tparent\tpayment\tstate\tcountry\tzone\tpeople");
    for (size_t i = 0; i < rows.count; i++) {
        const struct named_account *a = LIST_AT(&rows, struct named_account, i);
        struct str name = tool_cell(tool->arena, a->name);
        struct str parent = tool_cell(tool->arena, a->parent);

        printf("%llu\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%u\n",
               (unsigned long long)a->account_id, STR_ARG(name),
               STR_ARG(a->root_id == a->account_id ? STR("") : parent), STR_ARG(a->payment),
               STR_ARG(a->state), STR_ARG(a->country), STR_ARG(a->zone), a->people);
    }
    return EXIT_DONE;
}

static const struct tool_option options[] = {{0}};
static const struct stmt *const asks[] = {&tool_account_all, NULL};

const struct command command_account_list = {
    .name = "account list",
    .what = "show every account, as a table with tabs",
    .options = options,
    .asks = asks,
    .run = account_list_run,
};
