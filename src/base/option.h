/* option.h: the command line of programs and daemons
 *
 *     PROGRAM --conf FILE [--check] [--ready-fd N]    or    PROGRAM --LIST
 *
 * A list (routes, statements …) is printed without any configuration. */
#pragma once

#include <stdbool.h>

#include "base/status.h"
#include "base/str.h"

enum { EXIT_USAGE = 64, EXIT_CONFIG = 78 }; /* sysexits.h: EX_USAGE, EX_CONFIG */

struct options {
    const char *conf;
    bool check;   /* prove everything, then exit */
    int ready_fd; /* where to tell that it serves; -1: nowhere */
    int list;     /* index of the asked list; -1: none */
};

/* `lists` names them, ended by NULL. INVALID for anything else than the forms above. */
enum status options_read(int argc, char **argv, const char *const *lists,
                         struct options *out) MUST_USE NONNULL(2, 3, 4);

/* Write a newline to ready_fd and close it, and tell systemd (handed.h): the supervisor waits
 * for it. */
void options_ready(const struct options *options) NONNULL(1);
