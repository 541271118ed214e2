/* db.c: one worker's connection to MariaDB */
#include "db/db.h"

#include <assert.h>
#include <errmsg.h>
#include <mysqld_error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/stamp.h"
#include "db/line.h"

enum { CONNECT_SECONDS = 5, READ_SECONDS = 10, WRITE_SECONDS = 10, LOCK_WAIT_SECONDS = 5 };
enum { SECOND = 1000000, SILENT_US = 2 * SECOND, REST_US = 3 * SECOND };

static bool is_lost(unsigned code)
{
    return code == CR_SERVER_GONE_ERROR || code == CR_SERVER_LOST ||
           code == CR_CONNECTION_ERROR || code == CR_CONN_HOST_ERROR ||
           code == ER_CONNECTION_KILLED || code == ER_SERVER_SHUTDOWN ||
           code == ER_NEW_ABORTING_CONNECTION || code == CR_COMMANDS_OUT_OF_SYNC;
}

static bool is_passing(unsigned code)
{
    return code == ER_LOCK_DEADLOCK || code == ER_LOCK_WAIT_TIMEOUT || code == ER_CHECKREAD;
}

static enum status fault_status(unsigned code)
{
    if (is_lost(code) || is_passing(code))
        return BUSY;
    switch (code) {
    case ER_DUP_ENTRY:
    case ER_NO_REFERENCED_ROW_2:
    case ER_ROW_IS_REFERENCED_2:
        return CONFLICT;
    case ER_RECORD_FILE_FULL: /* 1114: the disk is full */
    case ER_DISK_FULL:
    case ER_STATEMENT_TIMEOUT:
    case ER_CON_COUNT_ERROR:
    case ER_TOO_MANY_USER_CONNECTIONS:
    case ER_USER_LIMIT_REACHED:
    case ER_ERROR_DURING_COMMIT:
    case ER_UNKNOWN_COM_ERROR: /* 1047: a Galera node that is not ready */
        return BUSY;
    default:
        return BROKEN;
    }
}

/* A server that accepts and is silent would cost every visit of this worker its whole time,
 * one after the other: after the first it is left alone for a moment (DB-04). */
static void silence_note(struct db *db)
{
    int64_t now = clock_monotonic_us();

    if (now - db->asked_us >= SILENT_US)
        db->rest_until = now + REST_US;
}

/* A row that does not come leaves its error on the connection, not on the statement. */
enum status line_fault(struct db *db, MYSQL_STMT *handle)
{
    bool on_handle = handle && mysql_stmt_errno(handle) != 0;
    unsigned code = on_handle ? mysql_stmt_errno(handle) : mysql_errno(db->line);
    const char *text = on_handle ? mysql_stmt_error(handle) : mysql_error(db->line);

    snprintf(db->error, sizeof(db->error), "%u %s", code, text);
    db->lost = is_lost(code);
    if (db->lost)
        silence_note(db);
    db->again = db->lost || is_passing(code);
    if (db->lost && !db->in_tx)
        db_close(db);
    return fault_status(code);
}

/* A process that stands still in the middle of a transaction (SIGSTOP, a frozen machine) would
 * keep its locks for as long: the server ends its line, and the work is as if never begun. */
static const char init_command[] =
    "SET SESSION tx_isolation = 'READ-COMMITTED', time_zone = '+00:00', "
    "innodb_lock_wait_timeout = 5, idle_transaction_timeout = 10,"
    " sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,"
    "NO_ENGINE_SUBSTITUTION'";

static void line_options(MYSQL *line)
{
    unsigned connect = CONNECT_SECONDS;
    unsigned wait_read = READ_SECONDS;
    unsigned wait_write = WRITE_SECONDS;
    my_bool no = 0;
    unsigned infile = 0;

    mysql_options(line, MYSQL_OPT_CONNECT_TIMEOUT, &connect);
    mysql_options(line, MYSQL_OPT_READ_TIMEOUT, &wait_read);
    mysql_options(line, MYSQL_OPT_WRITE_TIMEOUT, &wait_write);
    mysql_options(line, MYSQL_OPT_RECONNECT, &no);
    mysql_options(line, MYSQL_OPT_LOCAL_INFILE, &infile);
    mysql_options(line, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    mysql_options(line, MYSQL_INIT_COMMAND, init_command);
}

enum status line_open(struct db *db)
{
    db->asked_us = clock_monotonic_us();
    if (db->line)
        return OK;
    if (db->asked_us < db->rest_until) {
        snprintf(db->error, sizeof(db->error), "the server did not answer a moment ago");
        return BUSY;
    }
    db->line = mysql_init(NULL);
    if (!db->line) {
        snprintf(db->error, sizeof(db->error), "the client library has no memory");
        return BROKEN;
    }
    line_options(db->line);
    if (!mysql_real_connect(db->line, NULL, db->user, db->password, db->name, 0, db->socket,
                            CLIENT_FOUND_ROWS)) {
        snprintf(db->error, sizeof(db->error), "%u %s", mysql_errno(db->line),
                 mysql_error(db->line));
        silence_note(db);
        db_close(db);
        return BUSY; /* away or full; a wrong password was found by db_prove */
    }
    return OK;
}

enum status line_command(struct db *db, const char *sql)
{
    TRY(line_open(db));
    if (mysql_real_query(db->line, sql, strlen(sql)) != 0)
        return line_fault(db, NULL);
    return OK;
}

void db_close(struct db *db)
{
    for (size_t i = 0; i < db->ask_count; i++) {
        if (db->asks[i].handle)
            mysql_stmt_close(db->asks[i].handle);
        db->asks[i].handle = NULL;
    }
    if (db->line)
        mysql_close(db->line);
    db->line = NULL;
    db->in_tx = false;
}

/* Where every program has a unix user of its own, MariaDB knows it by that name and asks for no
 * password. */
static void login_find(struct db *db, const struct conf *conf, const char *user)
{
    const char *prefix = conf_text_or(conf, "user_prefix", NULL);
    struct str path;
    struct str password;

    db->user = str_format(db->own, "%s%s", prefix ? prefix : "", user).at;
    db->password = "";
    if (prefix)
        return;
    path = str_format(db->own, "%s/db-%s", conf_text(conf, "secret_dir"), user);
    if (conf_secret(db->own, path.at, &password) != OK) {
        fprintf(stderr, "%s can't be read: it holds the database password of %s\n", path.at,
                user);
        exit(78);
    }
    db->password = str_z(db->own, password);
}

struct db *db_open(const struct conf *conf, const char *user, const struct stmt *const *asks)
{
    struct arena *own = arena_new(0, 0);
    struct db *db = ARENA_NEW(own, struct db);
    struct str why;

    *db = (struct db){.own = own, .visit = own};
    db->socket = conf_text(conf, "database_socket");
    db->name = conf_text(conf, "database_name");
    login_find(db, conf, user);
    while (asks[db->ask_count])
        db->ask_count++;
    db->asks = ARENA_NEW_N(own, struct ask, db->ask_count + 1);
    for (size_t i = 0; i < db->ask_count; i++) {
        db->asks[i].stmt = asks[i];
        if (proof_scan(own, asks[i], &db->asks[i].proof, &why) != OK) {
            fprintf(stderr, "%.*s\n", STR_ARG(why));
            exit(78);
        }
    }
    return db;
}

void db_visit(struct db *db, struct arena *arena)
{
    db->visit = arena;
    if (db->in_tx) /* a bug left it open; the rows are not ours to keep */
        db_close(db);
}

const char *db_error(const struct db *db)
{
    return db->error;
}

struct arena *db_arena(const struct db *db)
{
    return db->visit;
}
