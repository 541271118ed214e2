/* tool.h: what every subcommand of `branchline` shares
 *
 * A subcommand is one file: its options, its statements and one function, gathered in a
 * struct command that branchline.c lists. It answers with an exit code and says every
 * refusal in one sentence on standard error; results go to standard output. */
#pragma once

#include <stdbool.h>

#include "base/conf.h"
#include "base/str.h"
#include "db/db.h"
#include "model/audit/audit.h"

enum {
    EXIT_DONE = 0,
    EXIT_NOT_DONE = 1, /* understood, but it could not or must not be done */
    EXIT_USAGE = 64,   /* the command line itself is wrong */
};

enum { OPTIONS_MOST = 12 };

struct tool_option {
    const char *name;
    const char *value; /* what stands for its value in the help; NULL: a flag */
    const char *what;
    bool needed;
};

struct tool;

struct command {
    const char *name;                  /* one or two words: "account create" */
    const char *what;                  /* a sentence */
    const struct tool_option *options; /* ended by { 0 } */
    const struct stmt *const *asks;    /* ended by NULL */
    int (*run)(struct tool *tool);
    bool proves; /* the statements itself: it runs though the database is away */
};

struct tool {
    struct arena *arena;
    struct arena *secret; /* wiped */
    const struct command *command;
    struct conf *conf;
    const char *conf_path;
    struct db *db;
    struct str values[OPTIONS_MOST]; /* by the option's place in command->options */
};

/* The value of an option; absent if it was not given, empty for a flag that was. */
struct str tool_value(const struct tool *tool, const char *name) NONNULL(1, 2);
bool tool_has(const struct tool *tool, const char *name) NONNULL(1, 2);

/* A whole number; `otherwise` if the option was not given. INVALID, having said so, if it is
 * none from min to max. */
enum status tool_number(const struct tool *tool, const char *name, int64_t min, int64_t max,
                        int64_t otherwise, int64_t *out) MUST_USE NONNULL(1, 2, 6);

/* Say one sentence on standard error; the first gives EXIT_USAGE, the second EXIT_NOT_DONE. */
int tool_refuse(const char *format, ...) PRINTF(1, 2) NONNULL(1);
int tool_fail(const char *format, ...) PRINTF(1, 2) NONNULL(1);

/* The sentence for a database call that did not end with OK. */
int tool_database_failed(const struct tool *tool, enum status status) NONNULL(1);

/* Who the audit log says did it: whoever may run this command as root has no login here. */
struct audit_who tool_who(void);

/* One cell of a list for a terminal or a script: tabs, line ends and other controls become
 * blanks, so that no text from outside moves the cursor or forges a line. */
struct str tool_cell(struct arena *arena, struct str text) NONNULL(1);
