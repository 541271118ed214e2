/* hear.h: keeping what the carrier brings, before it is told that we have it */
#pragma once

#include "jobs/esmed/lane.h"

enum { HEARD_MOST = 50, HEARD_BYTES = 256 << 10 };

/* The deliver_sm of one turn. */
struct heard {
    struct pdu pdus[HEARD_MOST]; /* views into copies in the turn's arena */
    struct str bytes[HEARD_MOST];
    size_t count;
    size_t size; /* bytes of all together */
};

/* Note one; there must be room. */
void hear_note(struct lane *lane, struct heard *heard, struct str bytes) NONNULL(1, 2);

/* Commit them all, then answer each. */
void hear_keep(struct lane *lane, struct heard *heard) NONNULL(1, 2);
