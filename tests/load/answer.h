/* answer.h: an HTTP answer that comes in pieces: what it is, and where it ends (RFC 9112, 6) */
#pragma once

#include <stdbool.h>

#include "base/str.h"

enum { ANSWER_HEAD = 4 << 10 };

/* Begin with zeros. */
struct answer {
    unsigned code; /* 0 until the head is there */
    bool retry_after;
    bool closes; /* the line is of no use after it */
    bool chunked;
    size_t left; /* bytes of the body still to come, if not chunked */
    size_t len;
    char tail[5]; /* the last bytes of a chunked body */
    char head[ANSWER_HEAD];
};

/* The next piece; true when the answer is whole. */
bool answer_take(struct answer *answer, struct str piece) NONNULL(1);
