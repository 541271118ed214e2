/* words.h: the scripts of a trade, read and filled in once for many conversations */
#pragma once

#include "demo/mass.h"

struct phrase {
    bool out;
    struct str body;
    const char *encoding; /* SQL word */
    uint32_t parts;
};

/* What is said between two rests, and which of the account's people says it. */
struct dialogue {
    const struct phrase *phrases;
    uint32_t count;
    uint32_t writer; /* place in mass_place.writers */
};

struct words {
    const struct dialogue *dialogues;
    uint32_t count;
};

/* As they are said at a time in an account; `seed` decides by whom and about what. */
struct words words_of(struct arena *arena, const struct mass_place *place, struct stamp at,
                      uint64_t seed) NONNULL(1, 2);
