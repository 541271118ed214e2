/* idgen.h: 64-bit ids ordered by time
 *
 * 42 bits of milliseconds since 2020-01-01T00:00:00Z, 10 bits of node (leased at a worker's
 * start), 12 bits of sequence. A batch knows its ids before it is inserted, and paging by id
 * is paging by time. One generator per process; it never goes backwards, even if the clock
 * does, and runs ahead of the clock when more than 4,096 are made in a millisecond. */
#pragma once

#include <stdint.h>

#include "base/stamp.h"
#include "base/status.h"
#include "base/str.h"

enum { IDGEN_NODES = 1024 };

/* Start with { .node = the leased number, below IDGEN_NODES }. */
struct idgen {
    uint32_t node;
    uint64_t last; /* the latest id that was handed out */
};

/* The next id; greater than every one before from this generator. */
uint64_t idgen_next(struct idgen *gen) MUST_USE NONNULL(1);
/* The same for a given instant, for demo data and tests; earlier instants than the last id's
 * are taken for the last id's. */
uint64_t idgen_next_at(struct idgen *gen, struct stamp stamp) MUST_USE NONNULL(1);

/* The instant, to the millisecond, at which an id was made. */
struct stamp id_stamp(uint64_t id);
/* The same number in UUID form (RFC 9562 version 8, 36 characters): its 64 bits fill the
 * field around version and variant, the rest is zero. */
struct str id_uuid(struct arena *arena, uint64_t id) NONNULL(1);
