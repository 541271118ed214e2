/* plain_source.c: the statements of the inbox page over libmariadb, and the bytes of the page
 */
#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plain.h"

enum { STATEMENTS_BYTES = 256 << 10, COLUMNS = 32, CELL_BYTES = 768, HASH_BYTES = 32 };

/* A statement with its result as texts. */
struct asked {
    MYSQL_STMT *handle;
    MYSQL_BIND params[3];
    MYSQL_BIND columns[COLUMNS];
    char cells[COLUMNS][CELL_BYTES];
    unsigned long lens[COLUMNS];
    my_bool nulls[COLUMNS];
    unsigned int count;
};

struct source {
    MYSQL *line;
    struct asked session;
    struct asked rows;
    unsigned long long account;
    unsigned long long merged;
    unsigned long long closed;
    unsigned long long before;
    unsigned char hash[HASH_BYTES];
    unsigned long hash_len;
    unsigned int at[8]; /* columns of struct row */
    const char *account_id;
};

void plain_die(const char *what, const char *detail)
{
    fprintf(stderr, "plain: %s: %s\n", what, detail);
    exit(EXIT_FAILURE);
}

void out_put(struct out *out, const char *text, size_t len)
{
    if (out->len + len > out->most)
        plain_die("the page", "too long");
    memcpy(out->at + out->len, text, len);
    out->len += len;
}

void out_word(struct out *out, const char *text)
{
    out_put(out, text, strlen(text));
}

void out_escaped(struct out *out, const char *text)
{
    for (size_t plain; *text; text++) {
        plain = strcspn(text, "&<>\"'");
        out_put(out, text, plain);
        text += plain;
        if (!*text)
            return;
        out_word(out, *text == '&'   ? "&amp;"
                      : *text == '<' ? "&lt;"
                      : *text == '>' ? "&gt;"
                      : *text == '"' ? "&quot;"
                                     : "&#39;");
    }
}

/* The text of a statement of the program: "name TAB sql TAB reason", a line each. */
static const char *statement_find(char *all, const char *name)
{
    size_t len = strlen(name);

    for (char *line = all; line; line = strchr(line, '\n'), line += line != NULL) {
        char *sql = line + len + 1;

        if (strncmp(line, name, len) != 0 || line[len] != '\t')
            continue;
        sql[strcspn(sql, "\t\n")] = '\0';
        return sql;
    }
    plain_die("the program has no such statement any more", name);
}

static void asked_prepare(struct source *source, struct asked *asked, const char *folder,
                          const char *name, unsigned int params)
{
    static char all[STATEMENTS_BYTES];
    const char *sql;

    file_read(folder, "statements.tsv", all, sizeof(all));
    sql = statement_find(all, name);
    asked->handle = mysql_stmt_init(source->line);
    if (mysql_stmt_prepare(asked->handle, sql, strlen(sql)) != 0)
        plain_die(name, mysql_stmt_error(asked->handle));
    if (mysql_stmt_param_count(asked->handle) != params)
        plain_die("it takes other parameters now", name);
    asked->count = mysql_stmt_field_count(asked->handle);
    for (unsigned int i = 0; i < asked->count && i < COLUMNS; i++)
        asked->columns[i] = (MYSQL_BIND){.buffer_type = MYSQL_TYPE_STRING,
                                         .buffer = asked->cells[i],
                                         .buffer_length = CELL_BYTES - 1,
                                         .length = &asked->lens[i],
                                         .is_null = &asked->nulls[i]};
    if (mysql_stmt_bind_param(asked->handle, asked->params) != 0 ||
        mysql_stmt_bind_result(asked->handle, asked->columns) != 0)
        plain_die(name, mysql_stmt_error(asked->handle));
}

static void asked_run(struct asked *asked)
{
    if (mysql_stmt_execute(asked->handle) != 0)
        plain_die("a statement", mysql_stmt_error(asked->handle));
}

static bool asked_next(struct asked *asked)
{
    int status = mysql_stmt_fetch(asked->handle);

    if (status != 0 && status != MYSQL_DATA_TRUNCATED)
        return false;
    for (unsigned int i = 0; i < asked->count; i++)
        asked->cells[i][asked->nulls[i] ? 0 : asked->lens[i]] = '\0';
    return true;
}

static MYSQL_BIND number_bind(unsigned long long *number)
{
    return (MYSQL_BIND){.buffer_type = MYSQL_TYPE_LONGLONG, .buffer = number, .is_unsigned = 1};
}

static unsigned int column_find(const struct asked *asked, const char *name)
{
    MYSQL_RES *result = mysql_stmt_result_metadata(asked->handle);

    for (unsigned int i = 0; i < asked->count; i++)
        if (strcmp(mysql_fetch_field_direct(result, i)->name, name) == 0) {
            mysql_free_result(result);
            return i;
        }
    plain_die("no such column", name);
}

struct source *source_open(const char *folder, const char *database, const char *account)
{
    static const char *const names[] = {"conversation_id", "msisdn",         "unread",
                                        "last_at",         "last_direction", "last_user_id",
                                        "last_user_name",  "preview"};
    struct source *source = calloc(1, sizeof(*source));

    source->line = mysql_init(NULL);
    if (!mysql_real_connect(source->line, NULL, "inbox", getenv("BENCH_PASSWORD"), "branchline",
                            0, database, 0))
        plain_die("MariaDB", mysql_error(source->line));
    source->account = strtoull(account, NULL, 10);
    source->account_id = account;
    source->before = ~0ULL;
    source->hash_len = HASH_BYTES;
    source->session.params[0] = number_bind(&source->account);
    source->session.params[1] = number_bind(&source->merged);
    source->session.params[2] = (MYSQL_BIND){.buffer_type = MYSQL_TYPE_BLOB,
                                             .buffer = source->hash,
                                             .buffer_length = HASH_BYTES,
                                             .length = &source->hash_len};
    source->rows.params[0] = number_bind(&source->account);
    source->rows.params[1] = number_bind(&source->closed);
    source->rows.params[2] = number_bind(&source->before);
    asked_prepare(source, &source->session, folder, "access_framed", 3);
    asked_prepare(source, &source->rows, folder, "talk_account_tab", 3);
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        source->at[i] = column_find(&source->rows, names[i]);
    return source;
}

bool source_session(struct source *source, const unsigned char *hash, char *user_id,
                    size_t most)
{
    unsigned int column = column_find(&source->session, "user_id");
    bool found;

    memcpy(source->hash, hash, HASH_BYTES);
    asked_run(&source->session);
    found = asked_next(&source->session);
    snprintf(user_id, most, "%s", found ? source->session.cells[column] : "");
    mysql_stmt_free_result(source->session.handle);
    return found;
}

void source_rows(struct source *source)
{
    asked_run(&source->rows);
}

bool source_row(struct source *source, struct row *row)
{
    const char **cells = (const char **)row;

    if (!asked_next(&source->rows))
        return false;
    for (size_t i = 0; i < sizeof(source->at) / sizeof(*source->at); i++)
        cells[i] = source->rows.cells[source->at[i]];
    row->account_id = source->account_id;
    return true;
}

void source_rest(struct source *source)
{
    mysql_stmt_free_result(source->rows.handle);
}
