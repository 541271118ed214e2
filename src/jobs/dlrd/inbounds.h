/* inbounds.h: what handsets wrote */
#pragma once

#include <stdint.h>

#include "base/idgen.h"
#include "base/status.h"
#include "db/db.h"

/* Write a list of new texts into their conversations; *seen counts rows. A row that can't be
 * written is passed over and comes again; its status comes back. */
enum status inbounds_work(struct db *db, struct idgen *ids, uint32_t *seen) MUST_USE
    NONNULL(1, 2, 3);

/* Write what has waited a day for segments that did not come. */
enum status inbounds_late(struct db *db, struct idgen *ids) MUST_USE NONNULL(1, 2);
