/* lane.c: one route: its lease, its line, and the messages on their way */
#include "jobs/esmed/lane.h"

#include "base/log.h"
#include "base/stamp.h"
#include "crypto/secret.h"
#include "daemon/crash.h"
#include "daemon/job.h"
#include "smpp/window.h"

enum { REST = 1000000 /* microseconds */ };

static enum status password_read(const struct lane *lane, struct arena *arena, struct str *out)
{
    struct str path =
        str_format(arena, "%s/route-%.*s", conf_text(lane->duty->conf, "secret_dir"),
                   STR_ARG(lane->route.name));

    return conf_secret(arena, path.at, out);
}

/* One that can't be read this moment has not changed. */
bool lane_has_password(const struct lane *lane)
{
    struct str now = {0};

    return password_read(lane, lane->duty->turn, &now) != OK ||
           crypto_equal_str(now, lane->password);
}

static void link_make(struct lane *lane)
{
    struct link_config config = {
        .host = str_z(lane->arena, lane->route.host),
        .port = (uint16_t)lane->route.port,
        .system_id = lane->route.system_id,
        .window = lane->route.window,
        .seed = (uint64_t)clock_monotonic_us(),
    };

    if (password_read(lane, lane->arena, &lane->password) != OK) {
        lane->password = STR("");
        LOG("warn", "a route without password", LOG_TEXT("route", lane->route.name));
    }
    config.password = lane->password;
    lane->link = link_new(lane->arena, &config);
}

struct lane *lane_new(struct duty *duty, const struct carrier_route *route, struct str owner)
{
    struct arena *arena = arena_new(0, 0);
    struct lane *lane = ARENA_NEW(arena, struct lane);

    lane->arena = arena;
    lane->duty = duty;
    lane->route = *route;
    lane->route.name = str_copy(arena, route->name);
    lane->route.host = str_copy(arena, route->host);
    lane->route.system_id = str_copy(arena, route->system_id);
    if (lane->route.window == 0)
        lane->route.window = 1;
    if (lane->route.window > WINDOW_MOST)
        lane->route.window = WINDOW_MOST;
    lane->owner = (struct outbox_owner){.route_id = route->route_id, .owner = owner};
    lane->faults = crash_file(arena, duty->conf, "esmed");
    link_make(lane);
    if (!route->enabled)
        link_leave(lane->link); /* which keeps it down */
    return lane;
}

void lane_free(struct lane *lane)
{
    link_cut(lane->link);
    arena_free(lane->arena);
}

struct tenant *lane_tenant(const struct lane *lane, uint64_t root_id, uint64_t account_id)
{
    return job_tenant(lane->duty->db, root_id, account_id);
}

size_t lane_count(const struct lane *lane, enum flight_phase phase)
{
    size_t count = 0;

    for (size_t i = 0; i < FLIGHTS; i++)
        if (lane->flights[i].phase == phase)
            count++;
    return count;
}

size_t lane_room(const struct lane *lane)
{
    size_t room = link_room(lane->link);
    size_t taken = lane_count(lane, FLIGHT_AWAY) + lane_count(lane, FLIGHT_ANSWERED);

    if (taken >= lane->route.window)
        return 0;
    return room < lane->route.window - taken ? room : lane->route.window - taken;
}

void lane_abandon(struct lane *lane, const char *why)
{
    LOG("warn", "lease lost", LOG_TEXT("route", lane->route.name),
        LOG_NUMBER("epoch", lane->owner.epoch), LOG_TEXT("why", str_of(why)));
    link_cut(lane->link);
    for (size_t i = 0; i < FLIGHTS; i++)
        lane->flights[i].phase = FLIGHT_NONE;
    lane->owner.epoch = 0;
    lane->recovered = false;
    lane->lease_at = lane->duty->now;
}

bool lane_landed(struct lane *lane, enum status status, const char *what)
{
    if (status == OK)
        return true;
    if (status == DENIED) {
        lane_abandon(lane, "another process holds it");
        return false;
    }
    LOG("warn", "transaction failed", LOG_TEXT("route", lane->route.name),
        LOG_TEXT("what", str_of(what)), LOG_TEXT("status", str_of(status_word(status))),
        LOG_TEXT("database", str_of(db_error(lane->duty->db))));
    lane->rest_until = lane->duty->now + REST;
    return false;
}

enum status lane_hold(struct lane *lane)
{
    enum status status = carrier_lease_hold(lane->duty->db, lane->route.route_id,
                                            lane->owner.epoch, lane->owner.owner);

    return status == CONFLICT ? DENIED : status;
}

void lane_close(struct lane *lane)
{
    if (lane->closing)
        return;
    lane->closing = true;
    lane->closing_since = lane->duty->now;
}

bool lane_is_closed(const struct lane *lane)
{
    return lane->closing && lane->owner.epoch == 0;
}
