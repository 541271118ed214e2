/* fuzz.h: what every target shares
 *
 * A target is one function over bytes of a stranger. It asserts what must hold of whatever
 * comes back (never "did not crash" alone), by MUST, which ends the process in every build. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

#define MUST(holds)                                                                            \
    do {                                                                                       \
        if (!(holds))                                                                          \
            __builtin_trap();                                                                  \
    } while (0)

/* One input. The arena is reset behind it. */
void fuzz_one(struct arena *arena, struct str bytes) NONNULL(1);
