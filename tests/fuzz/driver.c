/* driver.c: from libFuzzer to a target, one input at a time */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* The input stands in a block of just its size, so that a byte read past it is seen. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static struct arena *arena;
    char *own = malloc(len > 0 ? len : 1);

    if (!arena)
        arena = arena_new(0, 0);
    if (!own)
        return 0;
    if (len > 0)
        memcpy(own, bytes, len);
    fuzz_one(arena, (struct str){.at = own, .len = len});
    arena_reset(arena);
    free(own);
    return 0;
}
