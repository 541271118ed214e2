/* lane.c: one route: its lease, its line, and the messages on their way
 *
 * The order of a turn: be sure of the lease, hear the line, keep what it brought, write
 * down answers, send what is ready, claim more. */
#include "jobs/esmed/lane.h"

#include "base/log.h"
#include "base/stamp.h"
#include "crypto/secret.h"
#include "daemon/job.h"
#include "jobs/esmed/claim.h"
#include "jobs/esmed/fault.h"
#include "jobs/esmed/hear.h"
#include "jobs/esmed/lease.h"
#include "jobs/esmed/settle.h"
#include "jobs/esmed/submit.h"
#include "smpp/window.h"

enum { SECOND = 1000000, REST = SECOND, CLOSING_MOST = 7 * SECOND };

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
    lane->faults = fault_file(arena, duty->conf);
    link_make(lane);
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

static void line_log(const struct lane *lane, bool up, const char *why)
{
    LOG(up ? "info" : "warn", up ? "line up" : "line down", LOG_TEXT("route", lane->route.name),
        LOG_TEXT("why", str_of(why)));
}

/* Pages and the trace read it there. */
static void line_note(struct lane *lane)
{
    bool up = link_is_bound(lane->link);

    if (up != lane->noted_up &&
        carrier_line_note(lane->duty->db, lane->route.route_id, lane->owner.epoch, up) == OK)
        lane->noted_up = up;
}

/* Take what happened on the line; at most HEARD_MOST messages a turn. */
static bool line_hear(struct lane *lane)
{
    struct heard *heard = ARENA_NEW(lane->duty->turn, struct heard);
    struct link_event event;
    bool more = false;

    link_step(lane->link, lane->duty->now);
    while (!more && link_next(lane->link, &event)) {
        switch (event.news) {
        case LINK_UP:
            line_log(lane, true, "");
            lane->claim_at = lane->duty->now;
            break;
        case LINK_ANSWERED:
        case LINK_UNANSWERED:
            settle_note(lane, &event);
            break;
        case LINK_MESSAGE:
            hear_note(lane, heard, event.bytes);
            more = heard->count == HEARD_MOST || heard->size > HEARD_BYTES;
            break;
        case LINK_LOST:
            line_log(lane, false, event.why);
            break;
        }
    }
    hear_keep(lane, heard);
    return more;
}

/* What has begun to leave may finish; all else goes back into the queue. */
static void closing_step(struct lane *lane)
{
    bool waited = lane->duty->now - lane->closing_since > CLOSING_MOST;
    bool finish = link_is_bound(lane->link) && !waited;

    claim_return(lane, finish ? RETURN_UNSENT : RETURN_ALL);
    if (finish)
        submit_ready(lane);
    if (waited || (link_open(lane->link) == 0 && lane_count(lane, FLIGHT_READY) == 0))
        link_leave(lane->link);
    if (!link_is_down(lane->link) || lane_count(lane, FLIGHT_NONE) != FLIGHTS ||
        lane->owner.epoch == 0)
        return;
    if (carrier_lease_leave(lane->duty->db, lane->route.route_id, lane->owner.epoch) == OK)
        lane->owner.epoch = 0;
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

/* When the database is wanted next; not before it has rested. */
static int64_t database_at(const struct lane *lane)
{
    int64_t candidates[] = {lane->lease_at, settle_at(lane), claim_at(lane), INT64_MAX};
    int64_t at = INT64_MAX;

    if (lane_count(lane, FLIGHT_READY) > 0 && lane_room(lane) > 0)
        candidates[3] = lane->duty->now;
    for (size_t i = 0; i < COUNT_OF(candidates); i++)
        if (candidates[i] < at)
            at = candidates[i];
    return at > lane->rest_until ? at : lane->rest_until;
}

static int64_t earliest(const struct lane *lane)
{
    int64_t at = database_at(lane);

    if (link_deadline(lane->link) < at)
        at = link_deadline(lane->link);
    if (lane->closing && lane->duty->now + SECOND / 10 < at)
        at = lane->duty->now + SECOND / 10;
    return at;
}

static void lane_work(struct lane *lane)
{
    line_note(lane);
    settle_due(lane);
    if (lane->owner.epoch == 0)
        return;
    if (lane->closing) {
        closing_step(lane);
        return;
    }
    if (!link_is_bound(lane->link)) {
        claim_return(lane, RETURN_ALL);
        return;
    }
    claim_look(lane);
    if (lane->owner.epoch != 0)
        submit_ready(lane);
}

int64_t lane_turn(struct lane *lane)
{
    bool ready = lease_keep(lane);
    bool more = false;

    if (lane->owner.epoch != 0 && lane->recovered)
        more = line_hear(lane);
    if (ready && lane->owner.epoch != 0)
        lane_work(lane);
    if (lane->owner.epoch == 0)
        return lane->lease_at > lane->rest_until ? lane->lease_at : lane->rest_until;
    return more || !lane->recovered ? lane->duty->now : earliest(lane);
}
