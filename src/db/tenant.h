/* tenant.h: the database as one visitor in one account sees it
 *
 * Everything a page or job asks goes through a tenant; there is no other way to rows that
 * belong to an account. A tenant is minted in one place from the actor (tenant_mint.h). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/status.h"
#include "db/param.h"
#include "db/stmt.h"

struct tenant;

/* Read one row into *out (the statement's shape). NOT_FOUND if there is none. */
enum status tenant_one(struct tenant *t, const struct stmt *stmt,
                       const struct sql_param *params, size_t count, void *out) MUST_USE
    NONNULL(1, 2, 5);

/* Read all rows, oldest call's order; sets out->shape and appends. */
enum status tenant_list(struct tenant *t, const struct stmt *stmt,
                        const struct sql_param *params, size_t count, struct list *out) MUST_USE
    NONNULL(1, 2, 5);

/* Change rows, however many match. */
enum status tenant_run(struct tenant *t, const struct stmt *stmt,
                       const struct sql_param *params, size_t count) MUST_USE NONNULL(1, 2);

/* A conditional change: CONFLICT if no row matched its WHERE, or a unique key refused it. */
enum status tenant_try(struct tenant *t, const struct stmt *stmt,
                       const struct sql_param *params, size_t count) MUST_USE NONNULL(1, 2);

/* Change rows; *changed tells how many matched. */
enum status tenant_count(struct tenant *t, const struct stmt *stmt,
                         const struct sql_param *params, size_t count,
                         uint64_t *changed) MUST_USE NONNULL(1, 2, 5);

/* Insert and tell the AUTO_INCREMENT value (or that of LAST_INSERT_ID(expr)). */
enum status tenant_insert(struct tenant *t, const struct stmt *stmt,
                          const struct sql_param *params, size_t count, uint64_t *id) MUST_USE
    NONNULL(1, 2, 5);

/* One transaction (READ COMMITTED). `body` runs all its statements; deadlocks and lock
 * time-outs repeat the whole of it, at most five times with jitter. If the line breaks
 * during COMMIT the outcome is unknown: then `landed` (may be NULL) looks the work up by
 * its idempotency key: OK = it had been committed, NOT_FOUND = run it again. Without
 * `landed` the caller gets BUSY and must say that it does not know. No network inside. */
enum status tenant_tx(struct tenant *t, enum status (*body)(void *arg),
                      enum status (*landed)(void *arg), void *arg) MUST_USE NONNULL(1, 2);

uint64_t tenant_root(const struct tenant *t) NONNULL(1);
uint64_t tenant_account(const struct tenant *t) NONNULL(1);
uint64_t tenant_user(const struct tenant *t) NONNULL(1); /* 0: a job */
bool tenant_sees_tree(const struct tenant *t) NONNULL(1);
struct arena *tenant_arena(const struct tenant *t) RETURNS_NONNULL NONNULL(1);
