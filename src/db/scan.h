/* scan.h: a statement under the eye of proof.c, shared with block.c and mark.c alone */
#pragma once

#include "db/proof.h"
#include "db/table.h"
#include "db/token.h"

enum { BLOCKS = 12, ALIASES = 32 };

struct alias {
    struct str name;
    struct str table;
    enum table_kind kind;
    bool marked;
    struct str same_as;
    size_t block;
};

enum phase { PHASE_HEAD, PHASE_ON, PHASE_WHERE, PHASE_TAIL };

struct block {
    int depth;
    enum phase phase;
    bool inserts;        /* INSERT INTO a table that belongs to an account */
    struct str into;     /* the mark of its columns, "into" or "into_mine" */
    bool valued;         /* and its values' mark was there too */
    struct str inserted; /* table's name */
};

struct scan {
    struct arena *arena;
    const struct stmt *stmt;
    struct proof *proof;
    struct str *why;
    struct token *token; /* the one being read */
    struct token *first;
    int depth;
    struct block blocks[BLOCKS];
    size_t block_count;
    struct alias aliases[ALIASES];
    size_t alias_count;
};

/* INVALID, with a sentence that names the statement. */
enum status scan_refuse(struct scan *s, const char *what, struct str about) MUST_USE
    NONNULL(1, 2);
bool token_is_one_of(const struct token *token, const char *const *words) NONNULL(1, 2);

/* block.c: SELECTs, their aliases, and whether each is scoped when its SELECT ends. */
struct block *block_now(struct scan *s) RETURNS_NONNULL NONNULL(1);
enum status block_open(struct scan *s) MUST_USE NONNULL(1);
enum status block_close(struct scan *s) MUST_USE NONNULL(1);
struct alias *alias_find(struct scan *s, struct str name) NONNULL(1);
/* `table AS alias`, with s->token on the table; a subquery's parenthesis is left alone. */
enum status table_read(struct scan *s) MUST_USE NONNULL(1);
/* The table of an INSERT, with s->token on it. */
enum status insert_read(struct scan *s) MUST_USE NONNULL(1);

/* mark.c: a scope mark and the text that must follow it, with s->token on the mark. */
enum status mark_read(struct scan *s) MUST_USE NONNULL(1);
