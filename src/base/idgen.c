/* idgen.c: 64-bit ids ordered by time */
#include "base/idgen.h"

#include <assert.h>

enum { SEQUENCE_BITS = 12, NODE_BITS = 10, TIME_SHIFT = SEQUENCE_BITS + NODE_BITS };

#define EPOCH_MS      INT64_C(1577836800000) /* 2020-01-01T00:00:00Z */
#define SEQUENCE_MASK ((UINT64_C(1) << SEQUENCE_BITS) - 1)

static uint64_t ms_of(struct stamp stamp)
{
    int64_t ms = stamp.us / 1000 - EPOCH_MS;

    return ms > 0 ? (uint64_t)ms : 0;
}

uint64_t idgen_next_at(struct idgen *gen, struct stamp stamp)
{
    uint64_t ms = ms_of(stamp);
    uint64_t last_ms = gen->last >> TIME_SHIFT;
    uint64_t sequence = 0;

    assert(gen->node < IDGEN_NODES);
    if (gen->last != 0 && ms <= last_ms) {
        ms = last_ms;
        sequence = (gen->last & SEQUENCE_MASK) + 1;
    }
    if (sequence > SEQUENCE_MASK) {
        sequence = 0;
        ms++;
    }
    gen->last = ms << TIME_SHIFT | (uint64_t)gen->node << SEQUENCE_BITS | sequence;
    return gen->last;
}

uint64_t idgen_next(struct idgen *gen)
{
    return idgen_next_at(gen, stamp_now());
}

struct stamp id_stamp(uint64_t id)
{
    return (struct stamp){.us = ((int64_t)(id >> TIME_SHIFT) + EPOCH_MS) * 1000};
}

/* xxxxxxxx-xxxx-8xxx-8x00-000000000000: version and variant are both an 8; the 60 bits that
 * fit before the variant are the number's upper ones, its lowest four follow. */
struct str id_uuid(struct arena *arena, uint64_t id)
{
    return str_format(arena, "%08x-%04x-8%03x-8%x00-000000000000", (unsigned)(id >> 32),
                      (unsigned)(id >> 16 & 0xffff), (unsigned)(id >> 4 & 0xfff),
                      (unsigned)(id & 0xf));
}
