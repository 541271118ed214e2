/* accounts.c: the account that an operator names by its number */
#include "tool/accounts.h"

#include <stdint.h>

#include "db/global.h"

SHAPE(named_account, FIELD(named_account, root_id), FIELD(named_account, account_id),
      FIELD(named_account, name), FIELD(named_account, parent), FIELD(named_account, payment),
      FIELD(named_account, state), FIELD(named_account, country), FIELD(named_account, zone),
      FIELD(named_account, people));

STMT_GLOBAL(
    tool_account_by_number, &named_account_shape, "the operator looks after all accounts",
    "SELECT a.root_id, a.account_id, a.name, p.name AS parent, a.payment, a.state,"
    " a.country, a.zone,"
    " (SELECT COUNT(*) FROM membership AS m WHERE m.account_id = a.account_id) AS people"
    "  FROM account AS a"
    "  JOIN account AS p ON p.account_id = a.root_id"
    " WHERE a.account_id = ?");

enum status account_named(struct tool *tool, struct named_account *out)
{
    int64_t id;
    enum status status;

    TRY(tool_number(tool, "account", 1, UINT32_MAX, 0, &id));
    status = global_one(tool->db, &tool_account_by_number, WITH(ID((uint64_t)id)), out);
    if (status == NOT_FOUND)
        (void)tool_fail("There is no account %lld; `branchline account list` shows them.",
                        (long long)id);
    else if (status != OK)
        (void)tool_database_failed(tool, status);
    return status;
}
