/* receipts.h: what carriers say of our messages */
#pragma once

#include <stdint.h>

#include "base/status.h"
#include "db/db.h"

/* Apply new and ripe receipts and answer esmed's letters, a list of each; *seen counts rows.
 * A row that can't be applied is passed over and comes again; its status comes back. */
enum status receipts_work(struct db *db, uint32_t *seen) MUST_USE NONNULL(1, 2);
