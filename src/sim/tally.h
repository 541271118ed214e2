/* tally.h: how often the carrier was given the same thing
 *
 * What a test asks to prove that nobody was written to twice. Whole messages are counted
 * by destination and text, single submits also by their part number. */
#pragma once

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct tally_cell {
    uint64_t key; /* 0: empty */
    uint32_t times;
};

struct tally {
    struct tally_cell *cells;
    uint64_t kinds;   /* different things seen */
    uint32_t most;    /* of the one seen most often */
    uint64_t dropped; /* not counted since the table was full */
};

void tally_open(struct tally *tally, struct arena *arena) NONNULL(1, 2);
/* Forget everything. */
void tally_clear(struct tally *tally) NONNULL(1);
/* Count one; `part` 0 for a whole message. */
void tally_add(struct tally *tally, struct str destination, struct str text, unsigned part)
    NONNULL(1);
uint32_t tally_of(const struct tally *tally, struct str destination, struct str text,
                  unsigned part) NONNULL(1);
