/* carrier.c: the built-in carrier: chance */
#include "sim/carrier.h"

enum { PERCENT = 100, MS = 1000 };

/* xorshift64: a seed gives the same day again. */
uint32_t carrier_chance(struct carrier *carrier, uint32_t below)
{
    uint64_t state = carrier->random;

    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    carrier->random = state;
    return (uint32_t)(state >> 32) % below;
}

bool carrier_share(struct carrier *carrier, struct range percent)
{
    return percent.least > 0 && carrier_chance(carrier, PERCENT) < (uint32_t)percent.least;
}

int64_t carrier_after(struct carrier *carrier, struct range ms)
{
    uint32_t width = (uint32_t)((ms.most - ms.least) * MS);

    return carrier->now + ms.least * MS + carrier_chance(carrier, width + 1);
}
