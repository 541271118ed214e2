/* arena.h: memory that lives as long as one visit
 *
 * Take as you go, reset once. What is not memory (a file, a library's handle) hangs on the
 * arena by arena_defer and is let go at the reset, last come first gone. Nothing taken
 * here is ever freed alone. Not for threads: each worker has its own. */
#pragma once

#include <stddef.h>

#include "base/attr.h"

struct arena;

enum { ARENA_CAP = 32 << 20 }; /* bytes; reaching it is a bug: input is limited far below */

/* Make an arena with room for at most `cap` bytes (0: ARENA_CAP). If `wipe`, its memory is
 * overwritten at each reset: for secrets. Exits the process when memory is out. */
struct arena *arena_new(size_t cap, int wipe) MUST_USE RETURNS_NONNULL;

/* Give back everything and the arena itself. NULL is allowed. */
void arena_free(struct arena *arena);

/* Zeroed memory, aligned for any type. Never NULL: at the cap the process logs and exits,
 * and its parent starts another. */
void *arena_take(struct arena *arena, size_t size) MUST_USE RETURNS_NONNULL NONNULL(1);

/* The same for an array; exits if count * size overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size) MUST_USE RETURNS_NONNULL
    NONNULL(1);

/* Call fn(arg) at the next reset. */
void arena_defer(struct arena *arena, void (*fn)(void *), void *arg) NONNULL(1, 2);

/* Run what was deferred and take all memory back. */
void arena_reset(struct arena *arena) NONNULL(1);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *arena) NONNULL(1);

#define ARENA_NEW(arena, type)          ((type *)arena_take((arena), sizeof(type)))
#define ARENA_NEW_N(arena, type, count) ((type *)arena_array((arena), (count), sizeof(type)))
