/* db.h: one worker's connection to MariaDB
 *
 * Opened after the fork; statements are prepared when first used and kept. The connection
 * keeps no state of a tenant: no user variables, no temporary tables (TN-19). A lost line
 * is opened again at the next visit, or at once if nothing was under way. */
#pragma once

#include <stdbool.h>

#include "base/conf.h"
#include "base/status.h"
#include "db/param.h"
#include "db/stmt.h"

struct db;

/* Prove every listed statement under `user`, as this program will run them (see proof.h),
 * and that the server's settings are those the money rules need (DB-01). On failure *why
 * is a sentence that names the statement or the setting. */
enum status db_prove(struct arena *arena, const struct conf *conf, const char *user,
                     const struct stmt *const *asks, struct str *why) MUST_USE
    NONNULL(1, 2, 3, 4, 5);

/* Make the handle; connects at first use, with the password in secret_dir/db-USER; or, where
 * the key user_prefix says that every program has a unix user of its own, as PREFIXUSER with
 * none. `asks` ends
 * with NULL; a statement that is not in it can't be run (the process ends: a bug). Lives as
 * long as the process. */
struct db *db_open(const struct conf *conf, const char *user,
                   const struct stmt *const *asks) RETURNS_NONNULL NONNULL(1, 2, 3);

/* Close the connection; the handle may be used again. */
void db_close(struct db *db) NONNULL(1);

/* Begin a visit: rows' text is copied into `arena` from now on. A transaction that an
 * earlier visit left open is rolled back. */
void db_visit(struct db *db, struct arena *arena) NONNULL(1, 2);

/* What the server said to the last call that was not OK: "1062 Duplicate entry …".
 * For logs only, never for a page. Valid until the next call. */
const char *db_error(const struct db *db) RETURNS_NONNULL NONNULL(1);

/* The arena of the visit. */
struct arena *db_arena(const struct db *db) RETURNS_NONNULL NONNULL(1);
