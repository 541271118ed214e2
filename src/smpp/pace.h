/* pace.h: how fast a carrier wants to be fed
 *
 * When it says "throttled" or "queue full", the window is halved and sending pauses, twice
 * as long each time in a row, with jitter. With each message that it takes, the window
 * widens by one, up to its configured size, and the next pause would be half as long. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

enum { PACE_FIRST_MS = 100, PACE_MOST_MS = 8000 };

struct pace {
    size_t most;       /* the configured window */
    size_t width;      /* what is used of it now */
    int64_t pause;     /* us; 0 if the carrier is content */
    int64_t resume_at; /* monotonic us */
    uint64_t random;   /* state of the jitter */
};

struct pace pace_new(size_t most, uint64_t seed);

/* It took one. */
void pace_taken(struct pace *pace) NONNULL(1);

/* It said to slow down. Several that say so within one pause count once. */
void pace_refused(struct pace *pace, int64_t now) NONNULL(1);

/* How many more may be sent while `open` are unanswered. */
size_t pace_room(const struct pace *pace, size_t open, int64_t now) NONNULL(1);

/* The time us, changed by up to a quarter either way. */
int64_t pace_jitter(uint64_t *random, int64_t us) NONNULL(1);
