/* bulk.c: many rows of one INSERT a round trip
 *
 * Column by column: numbers lie side by side, texts and times are pointed at, and a byte for
 * each value says whether it is NULL. */
#include "db/bulk.h"

#include <assert.h>
#include <string.h>

#include "db/line.h"

struct column {
    enum param_kind kind; /* PARAM_NULL until a value came */
    union {
        unsigned long long numbers[BULK_ROWS];
        const void *at[BULK_ROWS];
    };
    unsigned long lens[BULK_ROWS];
    char nulls[BULK_ROWS];
    MYSQL_TIME times[BULK_ROWS];
};

struct bulk {
    struct db *db;
    struct ask *ask;
    struct column *columns;
    size_t column_count;
    unsigned int rows;
};

struct bulk *bulk_new(struct arena *arena, struct db *db, const struct stmt *stmt)
{
    struct bulk *bulk = ARENA_NEW(arena, struct bulk);
    struct ask *ask = ask_find(db, stmt);

    assert(stmt->reason && ask->proof.caller == ask->proof.count);
    *bulk = (struct bulk){.db = db, .ask = ask, .column_count = ask->proof.caller};
    bulk->columns = ARENA_NEW_N(arena, struct column, bulk->column_count);
    for (size_t i = 0; i < bulk->column_count; i++)
        bulk->columns[i].kind = PARAM_NULL;
    return bulk;
}

static void column_put(struct column *column, size_t row, const struct sql_param *param)
{
    column->nulls[row] = param->kind == PARAM_NULL ? STMT_INDICATOR_NULL : STMT_INDICATOR_NONE;
    if (param->kind == PARAM_NULL)
        return;
    assert(column->kind == PARAM_NULL || column->kind == param->kind);
    column->kind = param->kind;
    switch (param->kind) {
    case PARAM_UNSIGNED:
        column->numbers[row] = param->number;
        return;
    case PARAM_SIGNED:
        column->numbers[row] = (unsigned long long)param->whole;
        return;
    case PARAM_STAMP:
        column->times[row] = time_of(param->stamp);
        column->at[row] = &column->times[row];
        return;
    default:
        column->at[row] = param->text.at;
        column->lens[row] = param->text.len;
    }
}

static MYSQL_BIND column_bind(struct column *column)
{
    static const enum enum_field_types types[] = {
        [PARAM_UNSIGNED] = MYSQL_TYPE_LONGLONG, [PARAM_SIGNED] = MYSQL_TYPE_LONGLONG,
        [PARAM_STAMP] = MYSQL_TYPE_DATETIME,    [PARAM_TEXT] = MYSQL_TYPE_STRING,
        [PARAM_NULL] = MYSQL_TYPE_STRING,
    };

    return (MYSQL_BIND){.buffer_type = types[column->kind],
                        .buffer = column->numbers,
                        .length = column->lens,
                        .u.indicator = column->nulls,
                        .is_unsigned = column->kind == PARAM_UNSIGNED};
}

static enum status bulk_send(struct bulk *bulk)
{
    MYSQL_BIND binds[PROOF_PARAMS] = {0};
    MYSQL_STMT *handle;

    TRY(line_open(bulk->db));
    TRY(ask_prepare(bulk->db, bulk->ask));
    handle = bulk->ask->handle;
    for (size_t i = 0; i < bulk->column_count; i++)
        binds[i] = column_bind(&bulk->columns[i]);
    if (mysql_stmt_attr_set(handle, STMT_ATTR_ARRAY_SIZE, &bulk->rows) != 0 ||
        mysql_stmt_bind_param(handle, binds) != 0 || mysql_stmt_execute(handle) != 0)
        return line_fault(bulk->db, handle);
    return OK;
}

enum status bulk_flush(struct bulk *bulk)
{
    static const unsigned int one_by_one = 0;

    if (bulk->rows == 0)
        return OK;
    TRY(bulk_send(bulk));
    bulk->rows = 0;
    if (mysql_stmt_attr_set(bulk->ask->handle, STMT_ATTR_ARRAY_SIZE, &one_by_one) != 0)
        return line_fault(bulk->db, bulk->ask->handle);
    return OK;
}

enum status bulk_put(struct bulk *bulk, const struct sql_param *params, size_t count)
{
    assert(count == bulk->column_count);
    for (size_t i = 0; i < count; i++)
        column_put(&bulk->columns[i], bulk->rows, &params[i]);
    bulk->rows++;
    return bulk->rows == BULK_ROWS ? bulk_flush(bulk) : OK;
}
