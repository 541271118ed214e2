/* world.h: two trees of accounts on a real MariaDB, for tests/sql
 *
 * Parent 1 with sub-accounts 2 and 3, parent 7 with sub-account 8; users 11 to 16. Each
 * account has the number +6149000000N. The tested code runs as the program's own database
 * user; what a test prepares and looks up runs as root. A failed call fails the test. */
#pragma once

#include <stdbool.h>

#include "db/db.h"
#include "db/tenant.h"
#include "kit/unit.h"

enum { ANN = 11, BOB, CAT, DAN, EVE, FAY };

/* The configuration of the running database, from the environment. */
const struct conf *world_conf(void) RETURNS_NONNULL;

/* Empty every table and make the accounts, users and numbers anew. */
void world_reset(void);

/* A connection of a program's database user; its visit's arena is world_arena(). */
struct db *world_db(const char *user, const struct stmt *const *asks) RETURNS_NONNULL;
struct arena *world_arena(void) RETURNS_NONNULL;

/* As root: run a statement, or read one number (0 if there is no row). In the grammar of
 * db/proof.h. */
void world_do(const char *format, ...) PRINTF(1, 2);
uint64_t world_number(const char *format, ...) PRINTF(1, 2);
/* One text; absent if there is no row. */
struct str world_text(const char *format, ...) PRINTF(1, 2);

/* A tenant of one account of the first tree or the second, as auth/guard.c would mint it. */
struct tenant *world_tenant(struct db *db, uint64_t account_id,
                            uint64_t user_id) RETURNS_NONNULL;
/* The root's, that sees its tree. */
struct tenant *world_tree(struct db *db, uint64_t root_id, uint64_t user_id) RETURNS_NONNULL;
/* Names of users 11 to 16: "Ann" … */
struct str world_name(uint64_t user_id);

/* Assert that every count, projection and version equals what the rows say (product.md 4). */
void world_check(void);

/* Run `work(i)` in `count` processes at once; each must return true. */
void world_at_once(unsigned count, bool (*work)(unsigned i));
