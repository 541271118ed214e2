/* route_list.c: the carriers that we bind to, and how the lines are */
#include <stdio.h>

#include "base/shape.h"
#include "db/global.h"
#include "tool/commands.h"

struct listed_route {
    uint64_t route_id;
    struct str name;
    struct str host;
    uint32_t port;
    struct str system_id;
    uint32_t window;
    struct str id_form;
    bool enabled;
    struct str line;
    struct stamp changed_at;
};
SHAPE(listed_route, FIELD(listed_route, route_id), FIELD(listed_route, name),
      FIELD(listed_route, host), FIELD(listed_route, port), FIELD(listed_route, system_id),
      FIELD(listed_route, window), FIELD(listed_route, id_form), FIELD(listed_route, enabled),
      FIELD(listed_route, line), FIELD(listed_route, changed_at));

STMT_GLOBAL(tool_route_all, &listed_route_shape, "routes serve all accounts",
            "SELECT r.route_id, r.name, r.host, r.port, r.system_id, r.window, r.id_form,"
            " r.enabled, COALESCE(b.line, 'down') AS line, b.changed_at"
            "  FROM route AS r"
            "  LEFT JOIN route_bind AS b ON b.route_id = r.route_id"
            " ORDER BY r.route_id"
            " LIMIT 1000");

static int route_list_run(struct tool *tool)
{
    struct list rows = {0};
    enum status status = global_list(tool->db, &tool_route_all, WITH_NOTHING, &rows);

    if (status != OK)
        return tool_database_failed(tool, status);
    puts("route\tname\thost\tport\tsystem_id\twindow\tid_form\tstate\tline\tsince");
    for (size_t i = 0; i < rows.count; i++) {
        const struct listed_route *r = LIST_AT(&rows, struct listed_route, i);
        struct str since = stamp_text(tool->arena, r->changed_at);

        printf("%llu\t%.*s\t%.*s\t%u\t%.*s\t%u\t%.*s\t%s\t%.*s\t%.*s\n",
               (unsigned long long)r->route_id, STR_ARG(r->name), STR_ARG(r->host), r->port,
               STR_ARG(r->system_id), r->window, STR_ARG(r->id_form),
               r->enabled ? "enabled" : "off", STR_ARG(r->line), STR_ARG(since));
    }
    return EXIT_DONE;
}

static const struct tool_option options[] = {{0}};
static const struct stmt *const asks[] = {&tool_route_all, NULL};

const struct command command_route_list = {
    .name = "route list",
    .what = "show the carriers and whether their lines are up, as a table with tabs",
    .options = options,
    .asks = asks,
    .run = route_list_run,
};
