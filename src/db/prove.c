/* prove.c: every listed statement, proved under the program's own user before the first visit
 *
 * MariaDB checks schema and column grants when it prepares, those of INSERT … SELECT and
 * UPDATE … JOIN when it plans; here the text's own rules, the number of question marks and the
 * result's columns are held against it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/line.h"

struct setting {
    const char *sql; /* gives 1 if the setting is right */
    const char *must;
};

/* Requirement DB-01. */
static const struct setting settings[] = {
    {"SELECT @@innodb_flush_log_at_trx_commit = 1", "innodb_flush_log_at_trx_commit must be 1"},
    {"SELECT @@log_bin = 0 OR @@sync_binlog = 1",
     "sync_binlog must be 1 while a binary log is written"},
    {"SELECT @@sql_mode LIKE '%STRICT_ALL_TABLES%'", "sql_mode must hold STRICT_ALL_TABLES"},
    {"SELECT @@tx_isolation = 'READ-COMMITTED'",
     "transaction_isolation must be READ-COMMITTED"},
    {"SELECT @@global.local_infile = 0", "local_infile must be 0"},
    {"SELECT @@character_set_connection = 'utf8mb4' AND @@character_set_database = 'utf8mb4'",
     "the character set must be utf8mb4"},
    {"SELECT @@default_storage_engine = 'InnoDB'", "the storage engine must be InnoDB"},
    {0}};

static void result_free(MYSQL_RES **result)
{
    mysql_free_result(*result);
}

static enum status setting_check(struct db *db, const struct setting *setting)
{
    ON_EXIT(result_free) MYSQL_RES *result = NULL;
    MYSQL_ROW row;

    TRY(line_command(db, setting->sql));
    result = mysql_store_result(db->line);
    row = result ? mysql_fetch_row(result) : NULL;
    if (!row || !row[0] || strcmp(row[0], "1") != 0) {
        snprintf(db->error, sizeof(db->error), "the database server's settings are unsafe: %s",
                 setting->must);
        return BROKEN;
    }
    return OK;
}

static enum status columns_match(struct db *db, const struct ask *ask, MYSQL_RES *meta)
{
    const struct shape *shape = ask->stmt->shape;
    unsigned have = meta ? mysql_num_fields(meta) : 0;

    if (have != (shape ? shape->count : 0)) {
        snprintf(db->error, sizeof(db->error), "gives %u columns, its shape has %zu", have,
                 shape ? shape->count : 0);
        return BROKEN;
    }
    for (unsigned i = 0; i < have; i++) {
        const char *name = mysql_fetch_field_direct(meta, i)->name;

        if (strcmp(name, shape->fields[i].name) != 0) {
            snprintf(db->error, sizeof(db->error), "column %u is %s, its shape says %s", i + 1,
                     name, shape->fields[i].name);
            return BROKEN;
        }
    }
    return OK;
}

static void handle_close(MYSQL_STMT **handle)
{
    if (*handle)
        mysql_stmt_close(*handle);
}

/* EXPLAIN plans a change as if it were made, and makes none. */
static enum status plan_prove(struct db *db, const struct ask *ask)
{
    ON_EXIT(handle_close) MYSQL_STMT *handle = mysql_stmt_init(db->line);
    struct str text = str_format(db->own, "EXPLAIN %s", ask->stmt->text);
    MYSQL_BIND *nulls = ARENA_NEW_N(db->own, MYSQL_BIND, ask->proof.count + 1);

    for (size_t i = 0; i < ask->proof.count; i++)
        nulls[i].buffer_type = MYSQL_TYPE_NULL;
    if (!handle || mysql_stmt_prepare(handle, text.at, text.len) != 0 ||
        (ask->proof.count > 0 && mysql_stmt_bind_param(handle, nulls) != 0) ||
        mysql_stmt_execute(handle) != 0)
        return line_fault(db, handle);
    return OK;
}

static enum status ask_prove(struct db *db, struct ask *ask)
{
    ON_EXIT(result_free) MYSQL_RES *meta = NULL;
    unsigned long marks;

    TRY(ask_prepare(db, ask));
    marks = mysql_stmt_param_count(ask->handle);
    if (marks != ask->proof.count) {
        snprintf(db->error, sizeof(db->error),
                 "has %lu question marks for the server, %zu for us", marks, ask->proof.count);
        return BROKEN;
    }
    meta = mysql_stmt_result_metadata(ask->handle);
    TRY(columns_match(db, ask, meta));
    return ask->stmt->shape ? OK : plan_prove(db, ask);
}

enum status db_prove(struct arena *arena, const struct conf *conf, const char *user,
                     const struct stmt *const *asks, struct str *why)
{
    struct db *db = db_open(conf, user, asks);
    enum status status = line_open(db);

    for (const struct setting *s = settings; status == OK && s->sql; s++)
        status = setting_check(db, s);
    if (status != OK)
        *why = str_format(arena, "database user %s: %s", user, db->error);
    for (size_t i = 0; status == OK && i < db->ask_count; i++) {
        status = ask_prove(db, &db->asks[i]);
        if (status != OK)
            *why = str_format(arena, "statement %s under database user %s: %s", asks[i]->name,
                              user, db->error);
    }
    db_close(db);
    arena_free(db->own); /* holds db itself */
    return status;
}
