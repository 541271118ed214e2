/* tally.h: what became of the visits: how many, and how long each kind took */
#pragma once

#include <stdint.h>

#include "load/answer.h"

enum { TALLY_STEP_US = 100, TALLY_STEPS = 200000 }; /* up to 20 s */

struct times {
    uint64_t count;
    uint32_t steps[TALLY_STEPS];
};

struct tally {
    struct times answered; /* 200 */
    struct times shed;     /* 503 or 429 */
    struct times second;   /* answered in the running second */
    uint64_t other;        /* any other code, or a line that broke */
    uint64_t bare;         /* shed without Retry-After */
    uint64_t unsent;       /* due, but no line was free */
    uint64_t seconds;
    uint64_t shed_before; /* the running second */
    uint64_t other_before;
};

void tally_add(struct tally *tally, const struct answer *answer, int64_t us) NONNULL(1, 2);

/* A second is over: print its line. */
void tally_second(struct tally *tally) NONNULL(1);

void tally_print(const struct tally *tally, int64_t elapsed_us) NONNULL(1);
