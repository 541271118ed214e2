/* esmed.c: the ESME: binds to every carrier, submits what is queued, takes what comes
 *
 * It parses hostile bytes, so it marks outbox, parts and messages and keeps raw rows, and
 * nothing more: what these mean for conversations is dlrd's work (architecture.md, 9). */
#include "base/log.h"
#include "daemon/daemon.h"
#include "daemon/owner.h"
#include "jobs/esmed/lane.h"
#include "jobs/esmed/lease.h"
#include "model/carrier/outbox_group.h"
#include "model/carrier/outbox_share.h"
#include "model/carrier/raw.h"
#include "model/carrier/receipt_match.h"
#include "model/message/message.h"
#include "model/message/message_news.h"
#include "model/message/part.h"

enum { SECOND = 1000000, LANES = 16, ROUTES_EVERY = 5 * SECOND };

struct esmed {
    struct str owner; /* of leases */
    struct lane *lanes[LANES];
    int64_t routes_at; /* when to look at the routes again */
};

static const struct stmt *const asks[] = {CARRIER_LEASE_ASKS,
                                          &carrier_ref_add,
                                          OUTBOX_SEND_ASKS,
                                          OUTBOX_SHARE_ASKS,
                                          OUTBOX_GROUP_ASKS,
                                          PART_SEND_ASKS,
                                          RAW_KEEP_ASKS,
                                          &message_advance_row,
                                          &message_news_add,
                                          &receipt_match_add,
                                          NULL};

static enum status esmed_open(struct duty *duty, struct str *why)
{
    struct esmed *esmed = ARENA_NEW(duty->life, struct esmed);

    (void)why;
    esmed->owner = owner_name(duty->life);
    duty->own = esmed;
    return OK;
}

static bool is_same(const struct carrier_route *a, const struct carrier_route *b)
{
    return a->route_id == b->route_id && a->port == b->port && a->window == b->window &&
           a->id_form == b->id_form && a->enabled == b->enabled &&
           str_equal(a->name, b->name) && str_equal(a->host, b->host) &&
           str_equal(a->system_id, b->system_id);
}

static const struct carrier_route *route_find(const struct list *routes, uint64_t route_id)
{
    for (size_t i = 0; i < routes->count; i++) {
        const struct carrier_route *route = LIST_AT(routes, struct carrier_route, i);

        if (route->route_id == route_id)
            return route;
    }
    return NULL;
}

static void lane_start(struct esmed *esmed, struct duty *duty,
                       const struct carrier_route *route)
{
    struct lane **place = NULL;

    for (size_t i = 0; i < LANES; i++) {
        if (!esmed->lanes[i])
            place = &esmed->lanes[i];
        else if (esmed->lanes[i]->route.route_id == route->route_id)
            return;
    }
    if (!place) {
        LOG("warn", "too many routes", LOG_TEXT("route", route->name));
        return;
    }
    *place = lane_new(duty, route, esmed->owner);
}

/* A route that changed, or its password, is closed, and opened again as soon as it has
 * ended. One that was disabled is opened only to settle what an earlier lease has left. */
static void routes_look(struct esmed *esmed, struct duty *duty)
{
    struct list routes = {0};

    if (duty->now < esmed->routes_at || duty->stopping)
        return;
    esmed->routes_at = duty->now + SECOND;
    if (carrier_routes(duty->db, &routes) != OK)
        return;
    esmed->routes_at = duty->now + ROUTES_EVERY;
    for (size_t i = 0; i < LANES; i++) {
        const struct carrier_route *route;

        if (!esmed->lanes[i])
            continue;
        route = route_find(&routes, esmed->lanes[i]->route.route_id);
        if (route && !route->enabled && !esmed->lanes[i]->route.enabled)
            continue;
        if (!route || !is_same(route, &esmed->lanes[i]->route) ||
            !lane_has_password(esmed->lanes[i]))
            lane_close(esmed->lanes[i]);
    }
    for (size_t i = 0; i < routes.count; i++)
        lane_start(esmed, duty, LIST_AT(&routes, struct carrier_route, i));
}

static void lanes_bury(struct esmed *esmed, int64_t now)
{
    for (size_t i = 0; i < LANES; i++) {
        if (!esmed->lanes[i] || !lane_is_closed(esmed->lanes[i]))
            continue;
        lane_free(esmed->lanes[i]);
        esmed->lanes[i] = NULL;
        esmed->routes_at = now;
    }
}

static int64_t esmed_turn(struct duty *duty)
{
    struct esmed *esmed = duty->own;
    int64_t at;
    size_t open = 0;

    routes_look(esmed, duty);
    at = duty->stopping ? INT64_MAX : esmed->routes_at;
    for (size_t i = 0; i < LANES; i++) {
        int64_t lane_at;

        if (!esmed->lanes[i])
            continue;
        if (duty->stopping)
            lane_close(esmed->lanes[i]);
        lane_at = lane_turn(esmed->lanes[i]);
        if (lane_at < at)
            at = lane_at;
    }
    lanes_bury(esmed, duty->now);
    for (size_t i = 0; i < LANES; i++)
        if (esmed->lanes[i])
            duty->polls[open++] = (struct pollfd){.fd = link_fd(esmed->lanes[i]->link),
                                                  .events = link_wants(esmed->lanes[i]->link)};
    duty->poll_count = open;
    if (duty->stopping && open == 0)
        return DUTY_DONE;
    return at;
}

static const struct daemon esmed_daemon = {
    .name = "esmed", .asks = asks, .open = esmed_open, .turn = esmed_turn};

int main(int argc, char **argv)
{
    return daemon_main(argc, argv, &esmed_daemon);
}
