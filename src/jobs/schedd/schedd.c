/* schedd.c: the clock: what is due leaves, and what has had its time goes
 *
 * Looks once a second, and at once when a program rings. After a look that moved messages it
 * rings esmed; after one that put some on hold, dlrd, which lets the inbox follow. */
#include "base/log.h"
#include "base/stamp.h"
#include "daemon/bell.h"
#include "daemon/daemon.h"
#include "jobs/schedd/round.h"
#include "jobs/schedd/wake.h"
#include "model/carrier/due.h"
#include "model/carrier/recall.h"
#include "model/purge.h"

enum { LOOK_US = 1000000, PURGE_US = 60000000 };

struct schedd {
    int64_t purge_at; /* monotonic */
    struct wake wake;
    struct due_place turns[DUE_KINDS];
};

static const struct stmt *const asks[] = {DUE_ASKS, RECALL_ASKS, PURGE_ASKS, NULL};

static enum status schedd_open(struct duty *duty, struct str *why)
{
    (void)why;
    duty->own = ARENA_NEW(duty->life, struct schedd);
    return OK;
}

static void purge(struct duty *duty)
{
    struct schedd *own = duty->own;
    bool more = false;

    if (duty->now < own->purge_at)
        return;
    if (purge_run(duty->db, &more) != OK)
        LOG("error", "purge", LOG_TEXT("why", str_of(db_error(duty->db))));
    own->purge_at = duty->now + (more ? LOOK_US : PURGE_US);
}

static void tell(struct duty *duty, const struct round *round)
{
    if (round->moved > 0) {
        bell_ring(duty->run_dir, "esmed");
        LOG("info", "queued", LOG_NUMBER("messages", round->moved));
    }
    if (round->recalled > 0)
        LOG("info", "taken back", LOG_NUMBER("messages", round->recalled));
    if (round->recalled + round->held > 0)
        bell_ring(duty->run_dir, "dlrd");
}

static void wake(struct duty *duty)
{
    struct schedd *own = duty->own;
    uint32_t woken = 0;

    if (wake_round(duty->db, &own->wake, &woken) != OK)
        LOG("error", "wake", LOG_TEXT("why", str_of(db_error(duty->db))));
    if (woken > 0)
        LOG("info", "off hold", LOG_NUMBER("messages", woken));
}

static int64_t turn(struct duty *duty)
{
    struct schedd *own = duty->own;
    struct round round = {0};
    enum status status;

    if (duty->stopping)
        return DUTY_DONE;
    wake(duty);
    status = due_round(duty->db, own->turns, &round);
    if (status != OK)
        LOG("error", "due", LOG_TEXT("status", str_of(status_word(status))),
            LOG_TEXT("why", str_of(db_error(duty->db))));
    tell(duty, &round);
    purge(duty);
    return duty->now + (status == OK && round.more ? 0 : LOOK_US);
}

static const struct daemon schedd = {
    .name = "schedd", .asks = asks, .open = schedd_open, .turn = turn};

int main(int argc, char **argv)
{
    return daemon_main(argc, argv, &schedd);
}
