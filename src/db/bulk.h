/* bulk.h: many rows of one INSERT a round trip
 *
 * MariaDB's array binding: as fast as LOAD DATA, without its file and its rights. For loads,
 * inside a transaction; the rows are there once bulk_flush has said OK. */
#pragma once

#include "db/db.h"

enum { BULK_ROWS = 1000 /* that go together */ };

struct bulk;

/* For a STMT_GLOBAL; lives as long as the arena. */
struct bulk *bulk_new(struct arena *arena, struct db *db,
                      const struct stmt *stmt) MUST_USE RETURNS_NONNULL NONNULL(1, 2, 3);

/* Add a row, and send all when there are BULK_ROWS. Texts must last until they were sent. A
 * column's values are of one kind, or NULL. */
enum status bulk_put(struct bulk *bulk, const struct sql_param *params, size_t count) MUST_USE
    NONNULL(1, 2);

/* Send what is left. */
enum status bulk_flush(struct bulk *bulk) MUST_USE NONNULL(1);
