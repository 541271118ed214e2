/* round.h: what becomes of the messages that are due, or may leave no more */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "db/db.h"
#include "model/carrier/due.h"

struct round {
    uint32_t seen;     /* due messages looked at */
    uint32_t moved;    /* messages put into the outbox */
    uint32_t held;     /* messages put or kept on hold */
    uint32_t recalled; /* messages taken back out of the outbox */
    bool more;         /* a look took as much as it may: there is more to do at once */
};

/* One look at everything that may not leave any more, and then at everything that is due, in
 * transactions of one account each. Of what is due, some of the newest, more of the oldest, and
 * some from where `turns` (zeroed at first) ended last time: so neither who comes late nor who
 * comes at the same moment as a campaign waits until it is over (DI-07). A row that can't be
 * moved is passed over, so that it holds up nobody else's; the last such status comes back.
 * BUSY ends the look. *round counts what was done, also then. */
enum status due_round(struct db *db, struct due_place turns[DUE_KINDS],
                      struct round *round) MUST_USE NONNULL(1, 2, 3);
