/* rights.h: whose rights the command works with
 *
 * Where every program has a unix user of its own (key user_prefix), root starts the command and
 * it works as PREFIXtool; it is root again only to keep or read a secret and to ask a program
 * as that program's user. Elsewhere all is one user, and nothing changes. */
#pragma once

#include <sys/types.h>

#include "tool/tool.h"

/* Become PREFIXtool. Not OK: it has said why. */
enum status rights_lay_down(const struct tool *tool) MUST_USE NONNULL(1);

/* Be root again, for as long as the scope lives:
 *     ON_EXIT(rights_give_back) UNUSED uid_t own = rights_take_up();  */
uid_t rights_take_up(void) MUST_USE;
void rights_give_back(const uid_t *own) NONNULL(1);

/* The unix user of one of our programs; those of this process if there is but one. NOT_FOUND if
 * there is none of that name. */
struct rights {
    uid_t user;
    gid_t group;
};
enum status rights_of(const struct tool *tool, const char *program, struct rights *out) MUST_USE
    NONNULL(1, 2, 3);

/* In a child: be that user for good. */
enum status rights_become(const struct tool *tool, const char *program) MUST_USE NONNULL(1, 2);
