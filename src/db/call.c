/* call.c: one statement, from its values to its rows
 *
 * A SELECT outside a transaction is repeated once if the line turns out to be lost (the
 * server restarted since the last visit); a change is never repeated here. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/line.h"

/* What one question mark is bound to while the statement runs. */
struct value {
    unsigned long long number;
    MYSQL_TIME time;
    unsigned long len;
};

struct ask *ask_find(struct db *db, const struct stmt *stmt)
{
    for (size_t i = 0; i < db->ask_count; i++)
        if (db->asks[i].stmt == stmt)
            return &db->asks[i];
    fprintf(stderr,
            "{\"level\":\"fault\",\"event\":\"statement not listed\",\"name\":\"%s\"}\n",
            stmt->name);
    abort();
}

enum status ask_prepare(struct db *db, struct ask *ask)
{
    const struct shape *shape = ask->stmt->shape;

    if (ask->handle)
        return OK;
    ask->handle = mysql_stmt_init(db->line);
    if (!ask->handle)
        return line_fault(db, NULL);
    if (mysql_stmt_prepare(ask->handle, ask->stmt->text, strlen(ask->stmt->text)) != 0) {
        enum status status = line_fault(db, ask->handle);

        if (ask->handle) /* a lost line has closed it already */
            mysql_stmt_close(ask->handle);
        ask->handle = NULL;
        return status;
    }
    if (shape && !ask->cells) {
        ask->cells = ARENA_NEW_N(db->own, struct cell, shape->count);
        ask->binds = ARENA_NEW_N(db->own, MYSQL_BIND, shape->count);
    }
    return OK;
}

MYSQL_TIME time_of(struct stamp stamp)
{
    struct civil c = stamp_civil(stamp);

    return (MYSQL_TIME){.year = (unsigned)c.year,
                        .month = c.month,
                        .day = c.day,
                        .hour = c.hour,
                        .minute = c.minute,
                        .second = c.second,
                        .second_part = c.us,
                        .time_type = MYSQL_TIMESTAMP_DATETIME};
}

static void bind_param(MYSQL_BIND *bind, struct value *value, const struct sql_param *param)
{
    switch (param->kind) {
    case PARAM_NULL:
        *bind = (MYSQL_BIND){.buffer_type = MYSQL_TYPE_NULL};
        return;
    case PARAM_UNSIGNED:
        value->number = param->number;
        *bind = (MYSQL_BIND){
            .buffer_type = MYSQL_TYPE_LONGLONG, .buffer = &value->number, .is_unsigned = 1};
        return;
    case PARAM_SIGNED:
        value->number = (unsigned long long)param->whole;
        *bind = (MYSQL_BIND){.buffer_type = MYSQL_TYPE_LONGLONG, .buffer = &value->number};
        return;
    case PARAM_STAMP:
        value->time = time_of(param->stamp);
        *bind = (MYSQL_BIND){.buffer_type = MYSQL_TYPE_DATETIME, .buffer = &value->time};
        return;
    case PARAM_TEXT:
        value->len = param->text.len;
        *bind = (MYSQL_BIND){
            .buffer_type = MYSQL_TYPE_STRING,
            .buffer = (char *)(uintptr_t)param->text.at, /* the library only reads it */
            .buffer_length = param->text.len,
            .length = &value->len};
        return;
    }
}

static void bind_all(const struct call *call, const struct proof *proof, MYSQL_BIND *binds,
                     struct value *values)
{
    const struct sql_param *next = call->params;

    for (size_t i = 0; i < proof->count; i++) {
        if (proof->params[i] == BIND_CALLER)
            bind_param(&binds[i], &values[i], next++);
        else
            bind_param(&binds[i], &values[i], &ID(call->scope[proof->params[i]]));
    }
}

static enum status call_execute(const struct call *call, struct ask *ask)
{
    struct db *db = call->db;
    MYSQL_BIND binds[PROOF_PARAMS] = {0};
    struct value values[PROOF_PARAMS] = {0};

    assert(call->count == ask->proof.caller);
    TRY(line_open(db));
    TRY(ask_prepare(db, ask));
    bind_all(call, &ask->proof, binds, values);
    if (ask->proof.count > 0 && mysql_stmt_bind_param(ask->handle, binds) != 0)
        return line_fault(db, ask->handle);
    if (mysql_stmt_execute(ask->handle) != 0)
        return line_fault(db, ask->handle);
    return OK;
}

static enum status call_start(const struct call *call, struct ask *ask)
{
    enum status status = call_execute(call, ask);

    if (status == BUSY && call->db->lost && ask->proof.reads && !call->db->in_tx)
        status = call_execute(call, ask);
    return status;
}

static enum status rows_fetch(struct db *db, struct ask *ask,
                              enum status (*take)(struct ask *, struct db *, void *),
                              void *into)
{
    row_bind(ask);
    if (mysql_stmt_bind_result(ask->handle, ask->binds) != 0)
        return line_fault(db, ask->handle);
    for (;;) {
        int got = mysql_stmt_fetch(ask->handle);

        if (got == MYSQL_NO_DATA)
            return OK;
        if (got != 0 && got != MYSQL_DATA_TRUNCATED)
            return line_fault(db, ask->handle);
        TRY(take(ask, db, into));
    }
}

enum status call_rows(const struct call *call,
                      enum status (*take)(struct ask *, struct db *, void *), void *into)
{
    struct ask *ask = ask_find(call->db, call->stmt);
    enum status status;

    assert(call->stmt->shape);
    TRY(call_start(call, ask));
    status = rows_fetch(call->db, ask, take, into);
    if (ask->handle)
        mysql_stmt_free_result(ask->handle);
    return status;
}

enum status call_run(const struct call *call, uint64_t *matched, uint64_t *id)
{
    struct ask *ask = ask_find(call->db, call->stmt);

    TRY(call_start(call, ask));
    if (matched)
        *matched = mysql_stmt_affected_rows(ask->handle);
    if (id)
        *id = mysql_stmt_insert_id(ask->handle);
    return OK;
}
