/* clocks.c: the clocks of a worker, kept from visit to visit */
#include "text/clocks.h"

enum { CLOCKS_MOST = 64 };

struct zone {
    struct str name;
    struct clock *clock;
};

struct clocks {
    struct arena *arena; /* their own: when there are too many, all are let go */
    size_t count;
    struct zone zones[CLOCKS_MOST];
};

static void clocks_free(void *clocks)
{
    arena_free(((struct clocks *)clocks)->arena);
}

struct clocks *clocks_new(struct arena *arena)
{
    struct clocks *clocks = ARENA_NEW(arena, struct clocks);

    clocks->arena = arena_new(0, 0);
    arena_defer(arena, clocks_free, clocks);
    return clocks;
}

struct clock *clocks_find(struct clocks *clocks, struct str zone)
{
    struct clock *clock;

    for (size_t i = 0; i < clocks->count; i++)
        if (str_equal(clocks->zones[i].name, zone))
            return clocks->zones[i].clock;
    if (clocks->count == CLOCKS_MOST) {
        arena_reset(clocks->arena);
        clocks->count = 0;
    }
    if (clock_open(clocks->arena, zone, &clock) != OK &&
        clock_open(clocks->arena, STR("UTC"), &clock) != OK)
        return NULL;
    clocks->zones[clocks->count++] =
        (struct zone){.name = str_copy(clocks->arena, zone), .clock = clock};
    return clock;
}
