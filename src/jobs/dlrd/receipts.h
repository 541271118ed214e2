/* receipts.h: what carriers say of our messages */
#pragma once

#include <stdint.h>

#include "base/status.h"
#include "db/db.h"

/* Apply new and ripe receipts and answer esmed's letters, a list of each; *seen counts rows.
 * A row that can't be applied is passed over and comes again; its status comes back.
 * *swept, 0 at first, is kept from call to call (see receipt_list_ripe). */
enum status receipts_work(struct db *db, uint64_t *swept, uint32_t *seen) MUST_USE
    NONNULL(1, 2, 3);
