/* desk.h: the control socket's connections */
#pragma once

#include <poll.h>

#include "sim/carrier.h"

enum { DESKS = 8, DESK_LINE = 8192, DESK_POLLS = 1 + DESKS };

/* One connection; lines longer than DESK_LINE are thrown away. */
struct desk {
    int fd; /* -1: none */
    size_t len;
    char line[DESK_LINE];
};

struct desks {
    int listener;     /* -1: no socket was asked for */
    const char *path; /* outlives it */
    struct desk desk[DESKS];
};

/* Listen on a unix socket for the own user alone; NULL: on none. BROKEN if it cannot be. */
enum status desks_open(struct desks *desks, const char *path) MUST_USE NONNULL(1);
void desks_close(struct desks *desks) NONNULL(1);

/* Fill DESK_POLLS places; look at what poll(2) found there and run the commands. */
void desks_poll(const struct desks *desks, struct pollfd *polls) NONNULL(1, 2);
void desks_step(struct desks *desks, struct carrier *carrier, const struct pollfd *polls)
    NONNULL(1, 2, 3);
