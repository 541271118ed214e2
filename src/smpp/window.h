/* window.h: what has been sent and not been answered
 *
 * A submit occupies a place until its answer comes or its time is up. One whose time is up
 * gives its place free but is remembered for a while, since a late answer still carries
 * the id by which the receipt will be found. Pure memory; the clock is the caller's. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

enum { WINDOW_MOST = 100, WINDOW_SLOTS = 2 * WINDOW_MOST };

enum slot_state { SLOT_FREE, SLOT_OPEN, SLOT_LATE };

struct slot {
    enum slot_state state;
    uint32_t sequence;
    uint64_t tag;     /* the caller's name for what was sent */
    int64_t deadline; /* monotonic us */
};

/* Zeroed memory is an empty window. */
struct window {
    struct slot slots[WINDOW_SLOTS];
    size_t open;
};

/* Take a place. TOO_MUCH if WINDOW_MOST are taken. */
enum status window_open(struct window *window, uint32_t sequence, uint64_t tag,
                        int64_t deadline) MUST_USE NONNULL(1);

/* An answer came: give the place free. NOT_FOUND if nothing waits for it. */
enum status window_answer(struct window *window, uint32_t sequence, uint64_t *tag,
                          bool *late) MUST_USE NONNULL(1, 3, 4);

/* One whose time is up; call until false. */
bool window_expire(struct window *window, int64_t now, uint64_t *tag) MUST_USE NONNULL(1, 3);

/* One that is still open, forgetting the late ones; call until false. For a lost line. */
bool window_drain(struct window *window, uint64_t *tag) MUST_USE NONNULL(1, 2);

/* The earliest deadline, INT64_MAX if nothing waits. */
int64_t window_deadline(const struct window *window) NONNULL(1);
