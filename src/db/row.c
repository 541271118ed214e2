/* row.c: a row's columns into its struct's members, by the shape */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "db/line.h"

static enum enum_field_types column_type(enum field_kind kind)
{
    switch (kind) {
    case KIND_TEXT:
    case KIND_WORD:
        return MYSQL_TYPE_STRING;
    case KIND_STAMP:
        return MYSQL_TYPE_DATETIME;
    default:
        return MYSQL_TYPE_LONGLONG;
    }
}

void row_bind(struct ask *ask)
{
    for (size_t i = 0; i < ask->stmt->shape->count; i++) {
        const struct field *field = &ask->stmt->shape->fields[i];
        struct cell *cell = &ask->cells[i];

        ask->binds[i] = (MYSQL_BIND){.buffer_type = column_type(field->kind),
                                     .buffer = &cell->in,
                                     .buffer_length = sizeof(cell->in),
                                     .length = &cell->len,
                                     .is_null = &cell->is_null,
                                     .error = &cell->cut,
                                     .is_unsigned = field->kind != KIND_INT};
    }
}

static struct stamp stamp_from(const MYSQL_TIME *time)
{
    return stamp_of((struct civil){.year = (int32_t)time->year,
                                   .month = time->month,
                                   .day = time->day,
                                   .hour = time->hour,
                                   .minute = time->minute,
                                   .second = time->second,
                                   .us = (uint32_t)time->second_part});
}

/* A text longer than its cell is fetched again, whole. */
static enum status text_store(struct db *db, struct ask *ask, size_t column, struct str *out)
{
    struct cell *cell = &ask->cells[column];
    MYSQL_BIND bind = ask->binds[column];
    char *text;

    if (cell->len <= sizeof(cell->in.text)) {
        *out = str_copy(db->visit, (struct str){.at = cell->in.text, .len = cell->len});
        return OK;
    }
    text = arena_take(db->visit, cell->len + 1);
    bind.buffer = text;
    bind.buffer_length = cell->len;
    if (mysql_stmt_fetch_column(ask->handle, &bind, (unsigned)column, 0) != 0)
        return line_fault(db, ask->handle);
    *out = (struct str){.at = text, .len = cell->len};
    return OK;
}

static enum status word_store(struct db *db, const struct field *field, const struct cell *cell,
                              unsigned *out)
{
    struct str word = {.at = cell->in.text, .len = cell->len};
    int found = cell->len <= sizeof(cell->in.text) ? word_find(field->words, word) : -1;

    if (found < 0) {
        snprintf(db->error, sizeof(db->error),
                 "column %s holds a word that its struct does not know", field->name);
        return BROKEN;
    }
    *out = (unsigned)found;
    return OK;
}

static void store_null(const struct field *field, char *at)
{
    if (field->kind == KIND_STAMP)
        *(struct stamp *)(void *)at = STAMP_NONE;
    /* everything else is zero already: the row was cleared */
}

static enum status field_store(struct db *db, struct ask *ask, size_t column, char *row)
{
    const struct field *field = &ask->stmt->shape->fields[column];
    const struct cell *cell = &ask->cells[column];
    void *at = row + field->offset;

    if (cell->is_null) {
        store_null(field, at);
        return OK;
    }
    switch (field->kind) {
    case KIND_ID:
        *(uint64_t *)at = cell->in.number;
        return OK;
    case KIND_COUNT:
        *(uint32_t *)at = (uint32_t)cell->in.number;
        return OK;
    case KIND_SMALL:
        *(uint8_t *)at = (uint8_t)cell->in.number;
        return OK;
    case KIND_INT:
        *(int64_t *)at = cell->in.whole;
        return OK;
    case KIND_FLAG:
        *(bool *)at = cell->in.number != 0;
        return OK;
    case KIND_STAMP:
        *(struct stamp *)at = stamp_from(&cell->in.time);
        return OK;
    case KIND_WORD:
        return word_store(db, field, cell, at);
    case KIND_TEXT:
        return text_store(db, ask, column, at);
    }
    return BROKEN;
}

enum status row_store(struct db *db, struct ask *ask, void *out)
{
    const struct shape *shape = ask->stmt->shape;

    memset(out, 0, shape->size);
    for (size_t i = 0; i < shape->count; i++)
        TRY(field_store(db, ask, i, out));
    return OK;
}
