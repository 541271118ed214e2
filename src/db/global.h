/* global.h: statements that run before an account is known, or over system tables
 *
 * The same calls as in tenant.h, for STMT_GLOBAL statements only (the process ends if a
 * scoped one is handed in: a bug). */
#pragma once

#include "base/list.h"
#include "db/db.h"

enum status global_one(struct db *db, const struct stmt *stmt, const struct sql_param *params,
                       size_t count, void *out) MUST_USE NONNULL(1, 2, 5);
enum status global_list(struct db *db, const struct stmt *stmt, const struct sql_param *params,
                        size_t count, struct list *out) MUST_USE NONNULL(1, 2, 5);
enum status global_run(struct db *db, const struct stmt *stmt, const struct sql_param *params,
                       size_t count) MUST_USE NONNULL(1, 2);
/* CONFLICT if no row matched. */
enum status global_try(struct db *db, const struct stmt *stmt, const struct sql_param *params,
                       size_t count) MUST_USE NONNULL(1, 2);
/* How many rows matched. */
enum status global_count(struct db *db, const struct stmt *stmt, const struct sql_param *params,
                         size_t count, uint64_t *changed) MUST_USE NONNULL(1, 2, 5);
enum status global_insert(struct db *db, const struct stmt *stmt,
                          const struct sql_param *params, size_t count, uint64_t *id) MUST_USE
    NONNULL(1, 2, 5);
/* See tenant_tx. */
enum status global_tx(struct db *db, enum status (*body)(void *arg),
                      enum status (*landed)(void *arg), void *arg) MUST_USE NONNULL(1, 2);
