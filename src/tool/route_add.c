/* route_add.c: a carrier to bind to
 *
 * Host, port and system id that are not given are the configuration's carrier_host,
 * carrier_port and carrier_system_id, so that the local runner says them once. esmed reads
 * its routes when it starts. */
#include <stdio.h>

#include "db/global.h"
#include "smpp/carrier_id.h"
#include "smpp/window.h"
#include "tool/commands.h"
#include "tool/secret_file.h"

enum { NAME_MOST = 40, SYSTEM_ID_MOST = 15, HOST_MOST = 253, PORT_MOST = 65535 };

struct route_number {
    uint64_t route_id;
};
SHAPE(route_number, FIELD(route_number, route_id));

STMT_GLOBAL(tool_route_by_name, &route_number_shape, "routes serve all accounts",
            "SELECT r.route_id"
            "  FROM route AS r"
            " WHERE r.name = ?");

STMT_GLOBAL(tool_route_next, &route_number_shape, "routes serve all accounts",
            "SELECT COALESCE(MAX(r.route_id), 0) + 1 AS route_id"
            "  FROM route AS r");

STMT_GLOBAL(tool_route_add_row, NULL, "routes serve all accounts",
            "INSERT INTO route (route_id, name, host, port, system_id, window, id_form)"
            " VALUES (?, ?, ?, ?, ?, ?, COALESCE(?, DEFAULT(id_form)))");

STMT_GLOBAL(tool_route_change_row, NULL, "routes serve all accounts",
            "UPDATE route AS r"
            "   SET r.host = ?, r.port = ?, r.system_id = ?, r.window = ?,"
            "       r.id_form = COALESCE(?, r.id_form)"
            " WHERE r.route_id = ?");

struct routing {
    struct tool *tool;
    struct str name;
    struct str host;
    struct str system_id;
    struct str id_form; /* absent: the table's default, or as it was */
    int64_t port;
    int64_t window;
    bool exists;
};

static enum status routing_body(void *arg)
{
    struct routing *r = arg;
    struct db *db = r->tool->db;
    struct route_number route;
    enum status status = global_one(db, &tool_route_by_name, WITH(TEXT(r->name)), &route);

    r->exists = status == OK;
    if (r->exists && !tool_has(r->tool, "replace"))
        return CONFLICT;
    if (r->exists)
        return global_run(db, &tool_route_change_row,
                          WITH(TEXT(r->host), NUMBER(r->port), TEXT(r->system_id),
                               NUMBER(r->window), TEXT(r->id_form), ID(route.route_id)));
    if (status != NOT_FOUND)
        return status;
    TRY(global_one(db, &tool_route_next, WITH_NOTHING, &route));
    return global_run(db, &tool_route_add_row,
                      WITH(ID(route.route_id), TEXT(r->name), TEXT(r->host), NUMBER(r->port),
                           TEXT(r->system_id), NUMBER(r->window), TEXT(r->id_form)));
}

/* Names a file in the secret folder, so nothing but letters, digits and hyphens. */
static bool name_is_good(struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];

        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-')
            return false;
    }
    return name.len > 0 && name.len <= NAME_MOST;
}

static bool word_is_printable(struct str word, size_t most)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.at[i] <= ' ' || word.at[i] > '~')
            return false;
    return word.len > 0 && word.len <= most;
}

static enum status routing_check(struct routing *r)
{
    if (!name_is_good(r->name)) {
        (void)tool_refuse("A route's name is 1 to %d of a to z, 0 to 9 and hyphen.", NAME_MOST);
        return INVALID;
    }
    if (!word_is_printable(r->host, HOST_MOST)) {
        (void)tool_refuse("--host takes a name or an address; \"%.*s\" is none.",
                          STR_ARG(r->host));
        return INVALID;
    }
    if (!word_is_printable(r->system_id, SYSTEM_ID_MOST)) {
        (void)tool_refuse("A system id is 1 to %d printable characters.", SYSTEM_ID_MOST);
        return INVALID;
    }
    if (r->id_form.at && word_find(id_form_words, r->id_form) < 0) {
        (void)tool_refuse("There is no id form %.*s; --help lists them.", STR_ARG(r->id_form));
        return INVALID;
    }
    if (r->port == 0) {
        (void)tool_refuse("--port is missing, and the configuration has no carrier_port.");
        return INVALID;
    }
    return OK;
}

static struct str value_or_conf(const struct tool *tool, const char *option, const char *key,
                                const char *otherwise)
{
    struct str value = tool_value(tool, option);

    return value.at ? value : str_of(conf_text_or(tool->conf, key, otherwise));
}

static int route_add_run(struct tool *tool)
{
    struct routing r = {
        .tool = tool,
        .name = tool_value(tool, "name"),
        .host = value_or_conf(tool, "host", "carrier_host", "127.0.0.1"),
        .system_id = value_or_conf(tool, "system-id", "carrier_system_id", "branchline"),
        .id_form = tool_value(tool, "id-form"),
    };
    int64_t port = conf_number(tool->conf, "carrier_port", 1, PORT_MOST, 0);
    struct str password;
    enum status status;

    if (tool_number(tool, "port", 1, PORT_MOST, port, &r.port) != OK ||
        tool_number(tool, "window", 1, WINDOW_MOST, 10, &r.window) != OK ||
        routing_check(&r) != OK)
        return EXIT_USAGE;
    if (secret_route_read(tool, r.name, tool_value(tool, "password-file"), &password) != OK)
        return EXIT_NOT_DONE;
    status = global_tx(tool->db, routing_body, NULL, &r);
    if (status == CONFLICT)
        return tool_fail("There is a route %.*s already; --replace changes it.",
                         STR_ARG(r.name));
    if (status != OK)
        return tool_database_failed(tool, status);
    if (tool_has(tool, "password-file") && secret_route_keep(tool, r.name, password) != OK)
        return EXIT_NOT_DONE;
    printf("Route %.*s %s: %.*s port %lld as %.*s.\n", STR_ARG(r.name),
           r.exists ? "is changed" : "is there", STR_ARG(r.host), (long long)r.port,
           STR_ARG(r.system_id));
    return EXIT_DONE;
}

static const struct tool_option options[] = {
    {"name", "NAME", "what traces call it; its password is secret_dir/route-NAME", true},
    {"host", "HOST", "the carrier's address; the configuration's carrier_host", false},
    {"port", "PORT", "its port; the configuration's carrier_port", false},
    {"system-id", "ID", "who we are there; the configuration's carrier_system_id", false},
    {"window", "N", "PDUs under way at once; 10", false},
    {"id-form", "FORM",
     "how the ids of its receipts differ: text, hex_to_decimal, decimal_to_hex, digits", false},
    {"password-file", "FILE", "copied to secret_dir/route-NAME, unless it stands there", false},
    {"replace", NULL, "change the route of this name if there is one", false},
    {0},
};

static const struct stmt *const asks[] = {&tool_route_by_name, &tool_route_next,
                                          &tool_route_add_row, &tool_route_change_row, NULL};

const struct command command_route_add = {
    .name = "route add",
    .what = "tell of a carrier to bind to",
    .options = options,
    .asks = asks,
    .run = route_add_run,
};
