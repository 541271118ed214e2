/* segment.h: the parts a text is sent and billed in
 *
 * One function for composer, preview, billing and wire: 160 septets or 70 UTF-16 units in a
 * single part, 153 or 67 in each of several. Packed greedily; an escape pair or a surrogate
 * pair is never split, so that the number of parts is not a division (product.md, 5). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "text/coding.h"

enum {
    SEGMENT_GSM7_ONE = 160,
    SEGMENT_GSM7_MANY = 153,
    SEGMENT_UCS2_ONE = 70,
    SEGMENT_UCS2_MANY = 67,
    SEGMENT_MOST = 255, /* parts that a concatenation header can number */
};

struct segment {
    struct str text; /* a view into the text that was cut */
    uint32_t units;  /* septets or UTF-16 units it takes */
};

struct segments {
    enum encoding encoding;
    uint32_t count;           /* parts; 0 for an empty text */
    uint32_t units;           /* units used in all */
    uint32_t room;            /* units that so many parts hold: "173 of 201" */
    uint32_t left;            /* units free in the last part */
    bool forced;              /* whether one character made it UCS-2 … */
    struct str forcing;       /* … the first such (a view), */
    uint32_t forcing_at;      /* its index in code points, from 0, */
    size_t forcing_byte;      /* and in bytes */
    uint32_t forcing_count;   /* how many of them there are */
    struct segment *segments; /* count of them, in the arena */
};

/* Cut a valid UTF-8 text whose line ends are LF. May give more than SEGMENT_MOST parts; the
 * caller refuses those. */
struct segments segments_of(struct arena *arena, struct str text) NONNULL(1);
