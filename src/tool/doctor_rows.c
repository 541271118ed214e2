/* doctor_rows.c: the clock, the carriers, and what waits longer than it should */
#include <stdlib.h>

#include "base/stamp.h"
#include "db/global.h"
#include "tool/doctor.h"

#define FOR_DOCTOR "the operator's checker looks at what all accounts share"

enum { SECOND_US = 1000000, CLOCKS_APART_US = 2 * SECOND_US, OUTBOX_S = 300, RAW_S = 60 };

struct server_clock {
    struct stamp now;
};
SHAPE(server_clock, FIELD(server_clock, now));

struct line_state {
    struct str name;
    struct str host;
    uint32_t port;
    bool held; /* some esmed keeps the lease */
    bool up;
    struct stamp changed_at;
};
SHAPE(line_state, FIELD(line_state, name), FIELD(line_state, host), FIELD(line_state, port),
      FIELD(line_state, held), FIELD(line_state, up), FIELD(line_state, changed_at));

struct queue_age {
    uint64_t waiting;
    int64_t seconds; /* of the oldest */
};
SHAPE(queue_age, FIELD(queue_age, waiting), FIELD(queue_age, seconds));

STMT_GLOBAL(doctor_clock, &server_clock_shape, FOR_DOCTOR, "SELECT UTC_TIMESTAMP(6) AS now");

STMT_GLOBAL(doctor_lines, &line_state_shape, FOR_DOCTOR,
            "SELECT r.name, r.host, r.port,"
            "       COALESCE(b.until_at > UTC_TIMESTAMP(6), 0) AS held,"
            "       COALESCE(b.line = 'up', 0) AS up, b.changed_at"
            "  FROM route AS r"
            "  LEFT JOIN route_bind AS b ON b.route_id = r.route_id"
            " WHERE r.enabled = 1"
            " ORDER BY r.route_id"
            " LIMIT 64");

/* What a suspended account has written waits with it, and is no fault. */
STMT_GLOBAL(doctor_outbox_age, &queue_age_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS waiting,"
            "       COALESCE(TIMESTAMPDIFF(SECOND, MIN(o.not_before), UTC_TIMESTAMP(6)), 0)"
            "       AS seconds"
            "  FROM outbox AS o"
            "  JOIN account AS a ON a.account_id = o.account_id"
            " WHERE a.state = 'active'"
            "   AND o.not_before <= UTC_TIMESTAMP(6)");

STMT_GLOBAL(doctor_receipt_age, &queue_age_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS waiting,"
            "       COALESCE(TIMESTAMPDIFF(SECOND, MIN(r.came_at), UTC_TIMESTAMP(6)), 0)"
            "       AS seconds"
            "  FROM raw_receipt AS r"
            " WHERE r.state = 'new'");

STMT_GLOBAL(doctor_inbound_age, &queue_age_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS waiting,"
            "       COALESCE(TIMESTAMPDIFF(SECOND, MIN(r.came_at), UTC_TIMESTAMP(6)), 0)"
            "       AS seconds"
            "  FROM raw_inbound AS r"
            " WHERE r.state = 'new'");

static enum status clock_look(struct tool *tool, int *faults)
{
    struct server_clock server;
    int64_t apart_us;

    TRY(global_one(tool->db, &doctor_clock, WITH_NOTHING, &server));
    apart_us = server.now.us - stamp_now().us;
    if (llabs(apart_us) <= CLOCKS_APART_US)
        doctor_well("The database's clock is this machine's.");
    else
        doctor_wrong(faults,
                     "All times are the database's: let both machines keep time (timedatectl "
                     "set-ntp true), and restart MariaDB if it was set by hand.",
                     "The database's clock is %lld seconds from this machine's.",
                     (long long)(apart_us / SECOND_US));
    return OK;
}

static void line_look(struct tool *tool, const struct line_state *line, int *faults)
{
    struct str since = stamp_text(tool->arena, line->changed_at);

    if (line->held && line->up)
        doctor_well("The line to %.*s is up since %.*s.", STR_ARG(line->name), STR_ARG(since));
    else if (line->held)
        doctor_wrong(
            faults,
            "Read the log of esmed: address, port, system id and password are those of "
            "`branchline route add --replace`, and the carrier must let us in.",
            "The line to %.*s, %.*s port %u, is down.", STR_ARG(line->name),
            STR_ARG(line->host), line->port);
    else
        doctor_wrong(
            faults,
            "Start esmed (systemctl restart branchline-esmed): it reads its routes when "
            "it starts.",
            "No process keeps the line to %.*s.", STR_ARG(line->name));
}

static enum status lines_look(struct tool *tool, int *faults)
{
    struct list lines = {0};

    TRY(global_list(tool->db, &doctor_lines, WITH_NOTHING, &lines));
    if (lines.count == 0)
        doctor_wrong(faults, "Tell of one: branchline route add --help.",
                     "There is no carrier: nothing can leave.");
    for (size_t i = 0; i < lines.count; i++)
        line_look(tool, LIST_AT(&lines, struct line_state, i), faults);
    return OK;
}

static const struct {
    const struct stmt *stmt;
    const char *what;
    const char *cure;
    int64_t seconds_most;
} queues[] = {
    {&doctor_outbox_age, "messages to the carrier",
     "If the line is up, the carrier takes less than is sent: read the log of esmed for "
     "throttling, or raise the route's window with its consent.",
     OUTBOX_S},
    {&doctor_receipt_age, "receipts",
     "Restart dlrd and read its log (journalctl -u branchline-dlrd).", RAW_S},
    {&doctor_inbound_age, "inbound texts",
     "Restart dlrd and read its log (journalctl -u branchline-dlrd).", RAW_S},
};

static enum status queues_look(struct tool *tool, int *faults)
{
    for (size_t i = 0; i < COUNT_OF(queues); i++) {
        struct queue_age age;

        TRY(global_one(tool->db, queues[i].stmt, WITH_NOTHING, &age));
        if (age.seconds <= queues[i].seconds_most)
            doctor_well("No %s wait too long (%llu under way).", queues[i].what,
                        (unsigned long long)age.waiting);
        else
            doctor_wrong(faults, queues[i].cure, "%llu %s wait, the oldest for %lld seconds.",
                         (unsigned long long)age.waiting, queues[i].what,
                         (long long)age.seconds);
    }
    return OK;
}

enum status doctor_rows(struct tool *tool, int *faults)
{
    TRY(clock_look(tool, faults));
    TRY(lines_look(tool, faults));
    TRY(queues_look(tool, faults));
    TRY(doctor_mail(tool, faults));
    return doctor_seal(tool, faults);
}
