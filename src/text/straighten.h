/* straighten.h: plain look-alikes for the characters that make a text UCS-2
 *
 * Curly quotes, dashes, ellipsis, no-break space, tab and their like come from word
 * processors and cost a sender more than half of each part. */
#pragma once

#include "base/str.h"
#include "text/segment.h"

/* A copy with every look-alike put in; other characters stay as they are. */
struct str straighten(struct arena *arena, struct str text) NONNULL(1);

/* What a person is told about the first character that makes a text UCS-2. */
struct odd {
    struct str character; /* as typed */
    struct str name;      /* "The curly apostrophe", "The tab", "The character “ж”" */
    struct str word;      /* the word it stands in, for quoting; empty if it stands alone */
    struct str plain;     /* its look-alike (of an odd blank " "); absent if there is none */
};

/* Of segments.forced text only. Views into the text and the arena. */
struct odd odd_of(struct arena *arena, struct str text, const struct segments *segments)
    NONNULL(1, 3);
