/* blocklist.h: passwords that everybody tries first
 *
 * A text file, one folded entry a line, sorted by bytes, made at build time by
 * make-blocklist.mjs; mapped into memory and shared by all workers; a look-up is a binary
 * search of microseconds. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"

enum { BLOCKLIST_LEAST = 50000 }; /* entries, requirement AU-02 */

struct blocklist;

/* Map the file; it stays mapped until the arena is reset. BROKEN if it can't be read or has
 * fewer than BLOCKLIST_LEAST entries or is not sorted. */
enum status blocklist_open(struct arena *arena, const char *path,
                           struct blocklist **out) MUST_USE NONNULL(1, 2, 3);

/* Whether the text stands in it, byte for byte. */
bool blocklist_has(const struct blocklist *list, struct str text) NONNULL(1);

/* Entries in it. */
size_t blocklist_count(const struct blocklist *list) NONNULL(1);
