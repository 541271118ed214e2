/* bell.h: waking another process
 *
 * A letter is a row in a table; the bell only says "look now". A lost ring costs the time
 * until the next look (a second), never a letter. */
#pragma once

#include <stdbool.h>

#include "base/attr.h"

/* Ring the daemon `name`. Never blocks, never fails. */
void bell_ring(const char *run_dir, const char *name) NONNULL(1, 2);

/* The daemon's own end, RUN_DIR/NAME.bell, or the socket that it was handed (handed.h): a
 * descriptor to poll, -1 if it cannot be made. */
int bell_hang(const char *run_dir, const char *name) MUST_USE NONNULL(1, 2);

/* Take what rang; true if anything did. */
bool bell_heard(int fd);
