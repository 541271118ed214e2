/* arena.c: memory that lives as long as one visit
 *
 * A chain of blocks, each twice the one before up to a megabyte; a reset keeps the first
 * block, so that a common visit asks the system for nothing. malloc and free appear only
 * in this file. */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_FIRST = 64 << 10, BLOCK_LARGEST = 1 << 20, ALIGN = 16 };

struct block {
    struct block *next; /* older */
    size_t size;
    size_t used;
    size_t pad;
    char memory[];
};

struct deferred {
    struct deferred *next;
    void (*fn)(void *);
    void *arg;
};

struct arena {
    struct block *newest;
    struct deferred *deferred;
    size_t cap;
    size_t used;
    int wipe;
};

static NORETURN void arena_fail(const char *why)
{
    fprintf(stderr, "{\"level\":\"fault\",\"event\":\"arena\",\"why\":\"%s\"}\n", why);
    exit(70); /* EX_SOFTWARE; the parent starts another worker */
}

static struct block *block_new(size_t size)
{
    struct block *block = malloc(sizeof(*block) + size);

    if (!block)
        arena_fail("the system has no memory left");
    *block = (struct block){.size = size};
    return block;
}

/* A store the compiler may not drop although the memory is given back next. */
static void block_wipe(struct block *block)
{
    explicit_bzero(block->memory, block->used);
}

struct arena *arena_new(size_t cap, int wipe)
{
    struct arena *arena = malloc(sizeof(*arena));

    if (!arena)
        arena_fail("the system has no memory left");
    *arena = (struct arena){.cap = cap ? cap : ARENA_CAP, .wipe = wipe};
    arena->newest = block_new(BLOCK_FIRST);
    return arena;
}

static void arena_run_deferred(struct arena *arena)
{
    while (arena->deferred) {
        struct deferred *d = arena->deferred;

        arena->deferred = d->next;
        d->fn(d->arg);
    }
}

void arena_reset(struct arena *arena)
{
    arena_run_deferred(arena);
    while (arena->newest) {
        struct block *block = arena->newest;

        if (arena->wipe)
            block_wipe(block);
        if (!block->next) {
            block->used = 0;
            break;
        }
        arena->newest = block->next;
        free(block);
    }
    arena->used = 0;
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    arena_reset(arena);
    free(arena->newest);
    free(arena);
}

static struct block *arena_grow(struct arena *arena, size_t size)
{
    size_t want = arena->newest->size * 2;
    struct block *block;

    if (want > BLOCK_LARGEST)
        want = BLOCK_LARGEST;
    if (want < size)
        want = size;
    block = block_new(want);
    block->next = arena->newest;
    arena->newest = block;
    return block;
}

void *arena_take(struct arena *arena, size_t size)
{
    size_t whole = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    struct block *block = arena->newest;
    void *taken;

    if (whole < size || whole > arena->cap - arena->used)
        arena_fail("a visit took more memory than its cap");
    if (whole > block->size - block->used)
        block = arena_grow(arena, whole);
    taken = block->memory + block->used;
    block->used += whole;
    arena->used += whole;
    return memset(taken, 0, whole);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    size_t whole;

    if (__builtin_mul_overflow(count, size, &whole))
        arena_fail("an array larger than memory");
    return arena_take(arena, whole);
}

void arena_defer(struct arena *arena, void (*fn)(void *), void *arg)
{
    struct deferred *d = ARENA_NEW(arena, struct deferred);

    *d = (struct deferred){.next = arena->deferred, .fn = fn, .arg = arg};
    arena->deferred = d;
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}
