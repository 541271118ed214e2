/* join.h: parts of longer texts, kept until all are there */
#pragma once

#include <stdint.h>

#include "base/status.h"
#include "smpp/concat.h"

enum { JOIN_PLACES = 256, JOIN_PARTS = 16, JOIN_TEXT = 160 };

/* A text that is being put together. */
struct joining {
    uint64_t used; /* when a part came last; 0: free */
    char source[22];
    char destination[22];
    uint16_t reference;
    uint8_t total;
    uint16_t there; /* a bit a part */
    size_t len[JOIN_PARTS];
    char text[JOIN_PARTS][JOIN_TEXT];
};

/* Zeroed memory is an empty one. */
struct join {
    uint64_t clock;
    struct joining places[JOIN_PLACES];
};

/* Take one part. OK with the whole octets in *out (in the arena) when it was the last one
 * missing, BUSY while others are, INVALID if the text is longer than is kept here. The text
 * that waited longest gives way when there is no place. */
enum status join_add(struct join *join, struct arena *arena, const struct pdu *pdu,
                     const struct concat *concat, struct str *out) MUST_USE
    NONNULL(1, 2, 3, 4, 5);
