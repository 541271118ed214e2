/* line.h: the connection and its prepared statements, for the files of db/ alone */
#pragma once

#include <mysql.h>
#include <stdbool.h>

#include "db/db.h"
#include "db/proof.h"

enum { CELL_TEXT = 512, ERROR_TEXT = 256 };

/* Where one column of a row lands before it goes into its struct. */
struct cell {
    union {
        unsigned long long number;
        long long whole;
        MYSQL_TIME time;
        char text[CELL_TEXT];
    } in;
    unsigned long len;
    my_bool is_null;
    my_bool cut;
};

/* A listed statement on this connection. */
struct ask {
    const struct stmt *stmt;
    struct proof proof;
    MYSQL_STMT *handle; /* NULL until prepared on the present connection */
    struct cell *cells;
    MYSQL_BIND *binds;
};

struct db {
    struct arena *own; /* as long as the process */
    struct arena *visit;
    const char *user;
    const char *socket;
    const char *name;
    const char *password;
    MYSQL *line; /* NULL while not connected */
    bool in_tx;
    bool lost;          /* the line broke under the last call */
    bool again;         /* the last failure was one that a repeated transaction mends */
    int64_t asked_us;   /* monotonic: when the server was last asked for something */
    int64_t rest_until; /* monotonic: it was silent; no new connection before */
    struct ask *asks;
    size_t ask_count;
    char error[ERROR_TEXT];
};

/* What stands behind tenant_ and global_ calls. `scope` gives the values of BIND_ROOT,
 * BIND_ACCOUNT and BIND_USER (NULL for global statements). */
struct call {
    struct db *db;
    const struct stmt *stmt;
    const struct sql_param *params;
    size_t count;
    const uint64_t *scope;
};

/* Run it and hand every row to `take`, which appends to or fills `into`. */
enum status call_rows(const struct call *call,
                      enum status (*take)(struct ask *, struct db *, void *),
                      void *into) MUST_USE NONNULL(1);
/* Run it; matched rows in *matched, AUTO_INCREMENT in *id (each may be NULL). */
enum status call_run(const struct call *call, uint64_t *matched, uint64_t *id) MUST_USE
    NONNULL(1);

enum status line_open(struct db *db) MUST_USE NONNULL(1);
/* A plain text command such as COMMIT. */
enum status line_command(struct db *db, const char *sql) MUST_USE NONNULL(1, 2);
/* Note the server's error and give its status. `handle` NULL: the connection's own. */
enum status line_fault(struct db *db, MYSQL_STMT *handle) MUST_USE NONNULL(1);

struct ask *ask_find(struct db *db, const struct stmt *stmt) RETURNS_NONNULL NONNULL(1, 2);
enum status ask_prepare(struct db *db, struct ask *ask) MUST_USE NONNULL(1, 2);

/* As the library sends and gets a DATETIME. */
MYSQL_TIME time_of(struct stamp stamp);

/* Move the fetched row from the ask's cells into a struct. */
enum status row_store(struct db *db, struct ask *ask, void *out) MUST_USE NONNULL(1, 2, 3);
/* Point the ask's result columns at its cells. */
void row_bind(struct ask *ask) NONNULL(1);
