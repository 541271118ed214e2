/* global.c: statements that run before an account is known, or over system tables */
#include "db/global.h"

#include <stdio.h>
#include <stdlib.h>

#include "db/take.h"
#include "db/tx.h"

static struct call global_call(struct db *db, const struct stmt *stmt,
                               const struct sql_param *params, size_t count)
{
    if (!stmt->reason) {
        fprintf(stderr, "{\"level\":\"fault\",\"event\":\"scope\",\"statement\":\"%s\"}\n",
                stmt->name);
        abort();
    }
    return (struct call){.db = db, .stmt = stmt, .params = params, .count = count};
}

enum status global_one(struct db *db, const struct stmt *stmt, const struct sql_param *params,
                       size_t count, void *out)
{
    struct call call = global_call(db, stmt, params, count);

    return take_one(&call, out);
}

enum status global_list(struct db *db, const struct stmt *stmt, const struct sql_param *params,
                        size_t count, struct list *out)
{
    struct call call = global_call(db, stmt, params, count);

    return take_list(&call, out);
}

enum status global_run(struct db *db, const struct stmt *stmt, const struct sql_param *params,
                       size_t count)
{
    struct call call = global_call(db, stmt, params, count);

    return call_run(&call, NULL, NULL);
}

enum status global_count(struct db *db, const struct stmt *stmt, const struct sql_param *params,
                         size_t count, uint64_t *changed)
{
    struct call call = global_call(db, stmt, params, count);

    return call_run(&call, changed, NULL);
}

enum status global_try(struct db *db, const struct stmt *stmt, const struct sql_param *params,
                       size_t count)
{
    uint64_t matched;

    TRY(global_count(db, stmt, params, count, &matched));
    return matched > 0 ? OK : CONFLICT;
}

enum status global_insert(struct db *db, const struct stmt *stmt,
                          const struct sql_param *params, size_t count, uint64_t *id)
{
    struct call call = global_call(db, stmt, params, count);

    return call_run(&call, NULL, id);
}

enum status global_tx(struct db *db, enum status (*body)(void *), enum status (*landed)(void *),
                      void *arg)
{
    return tx_run(db, body, landed, arg);
}
