/* plain.h: what plain.c writes into, and where its rows come from */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct out {
    char *at;
    size_t len;
    size_t most; /* what does not fit ends the process */
};

void out_put(struct out *out, const char *text, size_t len);
void out_word(struct out *out, const char *text);
void out_escaped(struct out *out, const char *text); /* for HTML */

/* A conversation, as the columns' texts; valid until the next one. */
struct row {
    const char *conversation_id;
    const char *msisdn;
    const char *unread;
    const char *last_at; /* UTC */
    const char *last_direction;
    const char *last_user_id;
    const char *last_user_name;
    const char *preview;
    const char *account_id; /* no column: that of the source */
};

/* A line to MariaDB with the page's statements, from FOLDER/statements.tsv (`inbox
 * --statements`), for an account. Whatever goes wrong ends the process with a sentence. */
struct source;
struct source *source_open(const char *folder, const char *database, const char *account);

/* Who holds the session, with the counts of the inbox; false if nobody does. */
bool source_session(struct source *source, const unsigned char *hash, char *user_id,
                    size_t most);
void source_rows(struct source *source);
bool source_row(struct source *source, struct row *row);
void source_rest(struct source *source);

/* Say a sentence and end the process. */
_Noreturn void plain_die(const char *what, const char *detail);

void file_read(const char *folder, const char *name, char *to, size_t most);
