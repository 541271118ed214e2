/* sender_list.c: every number of ours and whose it is */
#include <stdio.h>

#include "base/shape.h"
#include "db/global.h"
#include "tool/commands.h"

struct listed_sender {
    struct str msisdn;
    uint64_t account_id;
    struct str name;
};
SHAPE(listed_sender, FIELD(listed_sender, msisdn), FIELD(listed_sender, account_id),
      FIELD(listed_sender, name));

STMT_GLOBAL(tool_sender_all, &listed_sender_shape, "the operator looks after all accounts",
            "SELECT s.msisdn, s.account_id, a.name"
            "  FROM sender AS s"
            "  JOIN account AS a ON a.account_id = s.account_id"
            " ORDER BY s.account_id, s.sender_id"
            " LIMIT 10000");

static int sender_list_run(struct tool *tool)
{
    struct list rows = {0};
    enum status status = global_list(tool->db, &tool_sender_all, WITH_NOTHING, &rows);

    if (status != OK)
        return tool_database_failed(tool, status);
    puts("number\taccount\tname");
    for (size_t i = 0; i < rows.count; i++) {
        const struct listed_sender *s = LIST_AT(&rows, struct listed_sender, i);
        struct str name = tool_cell(tool->arena, s->name);

        printf("%.*s\t%llu\t%.*s\n", STR_ARG(s->msisdn), (unsigned long long)s->account_id,
               STR_ARG(name));
    }
    return EXIT_DONE;
}

static const struct tool_option options[] = {{0}};
static const struct stmt *const asks[] = {&tool_sender_all, NULL};

const struct command command_sender_list = {
    .name = "sender list",
    .what = "show every number that accounts write from, as a table with tabs",
    .options = options,
    .asks = asks,
    .run = sender_list_run,
};
