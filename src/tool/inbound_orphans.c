/* inbound_orphans.c: texts to a number that nobody owns
 *
 * They are kept, byte for byte, until somebody decides; a number given to an account
 * afterwards does not pull them in. */
#include <stdio.h>

#include "base/shape.h"
#include "db/global.h"
#include "text/coding.h"
#include "tool/commands.h"

struct orphan {
    uint64_t raw_id;
    struct stamp came_at;
    struct str route;
    struct str sender;
    struct str msisdn;
    uint32_t coding;
    struct str body;
};
SHAPE(orphan, FIELD(orphan, raw_id), FIELD(orphan, came_at), FIELD(orphan, route),
      FIELD(orphan, sender), FIELD(orphan, msisdn), FIELD(orphan, coding), FIELD(orphan, body));

STMT_GLOBAL(tool_inbound_orphan_page, &orphan_shape, "what nobody owns has no account",
            "SELECT i.raw_id, i.came_at, r.name AS route, i.sender, i.msisdn, i.coding, i.body"
            "  FROM raw_inbound AS i"
            "  JOIN route AS r ON r.route_id = i.route_id"
            " WHERE i.state = 'orphan'"
            "   AND i.raw_id < ?"
            " ORDER BY i.raw_id DESC"
            " LIMIT ?");

static void orphan_show(struct tool *tool, const struct orphan *orphan)
{
    struct str at = stamp_text(tool->arena, orphan->came_at);
    struct str text = STR("(cannot be read)");
    struct str to = tool_cell(tool->arena, orphan->sender);
    struct str from = tool_cell(tool->arena, orphan->msisdn);

    if (coding_decode(tool->arena, (uint8_t)orphan->coding, orphan->body, &text) == OK)
        text = tool_cell(tool->arena, text);
    printf("%llu\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\n", (unsigned long long)orphan->raw_id,
           STR_ARG(at), STR_ARG(orphan->route), STR_ARG(to), STR_ARG(from), STR_ARG(text));
}

static int inbound_orphans_run(struct tool *tool)
{
    struct list rows = {0};
    int64_t before;
    int64_t limit;
    enum status status;

    if (tool_number(tool, "before", 1, INT64_MAX, INT64_MAX, &before) != OK ||
        tool_number(tool, "limit", 1, 1000, 50, &limit) != OK)
        return EXIT_USAGE;
    status = global_list(tool->db, &tool_inbound_orphan_page,
                         WITH(ID((uint64_t)before), NUMBER(limit)), &rows);
    if (status != OK)
        return tool_database_failed(tool, status);
    puts("id\tcame_at\troute\tto\tfrom\ttext");
    for (size_t i = 0; i < rows.count; i++)
        orphan_show(tool, LIST_AT(&rows, struct orphan, i));
    return EXIT_DONE;
}

static const struct tool_option options[] = {
    {"before", "ID", "show those before this one: the last id of the page above", false},
    {"limit", "N", "at most so many; 50", false},
    {0},
};

static const struct stmt *const asks[] = {&tool_inbound_orphan_page, NULL};

const struct command command_inbound_orphans = {
    .name = "inbound orphans",
    .what = "show texts to numbers that no account owns, newest first",
    .options = options,
    .asks = asks,
    .run = inbound_orphans_run,
};
