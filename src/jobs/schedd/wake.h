/* wake.h: accounts that may send again: what they have on hold need not wait any longer */
#pragma once

#include <stdint.h>

#include "base/status.h"
#include "db/db.h"
#include "model/carrier/due.h"

/* Who was stopped at the last look. Zeroed memory knows of nobody, as after a start: then what
 * is on hold is found when its time has come, in 15 minutes at most. */
struct wake {
    struct due_stopped accounts[DUE_STOPPED_MOST];
    size_t count;
};

/* Compare with who is stopped now; *woken counts messages that are due at once. */
enum status wake_round(struct db *db, struct wake *wake, uint32_t *woken) MUST_USE
    NONNULL(1, 2, 3);
