/* turn.c: what a lane does each time it is looked at
 *
 * In this order: be sure of the lease, hear the line, keep what it brought, write down
 * answers, send what is ready, claim more. */
#include "base/log.h"
#include "base/stamp.h"
#include "jobs/esmed/claim.h"
#include "jobs/esmed/hear.h"
#include "jobs/esmed/lane.h"
#include "jobs/esmed/lease.h"
#include "jobs/esmed/settle.h"
#include "jobs/esmed/submit.h"
#include "smpp/window.h"

enum { SECOND = 1000000, CLOSING_MOST = 7 * SECOND };

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
    if (lane->closing || !link_is_bound(lane->link))
        settle_due(lane); /* else with what is sent */
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

    if (!lane->route.enabled && lane->recovered)
        lane_close(lane);
    if (lane->owner.epoch != 0 && lane->recovered)
        more = line_hear(lane);
    if (ready && lane->owner.epoch != 0)
        lane_work(lane);
    if (lane->owner.epoch == 0)
        return lane->lease_at > lane->rest_until ? lane->lease_at : lane->rest_until;
    return more || !lane->recovered ? lane->duty->now : earliest(lane);
}
