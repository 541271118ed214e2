/* gate.h: at most so many at once, across all workers of a program
 *
 * Argon2 takes a core and 64 MiB for as long as it runs, so that a few hundred sign-ins would
 * stop every page (requirement AU-04). The gate stands in memory that is shared by the
 * workers; make it before they fork. It is made of robust mutexes only: a worker that is
 * killed inside gives its place back. */
#pragma once

#include "base/status.h"

enum { GATE_WAITING = 16, GATE_PLACES_MOST = 64 };

struct gate;

/* A gate with so many places, 0: one for each core. Lives as long as the process and its
 * children. BROKEN if the system refuses shared memory. */
enum status gate_new(unsigned places, struct gate **out) MUST_USE NONNULL(2);

/* A held place. Start with { 0 }. */
struct gate_pass {
    struct gate *gate;
    unsigned place;
};

/* Take a place, waiting in line if all are taken. BUSY at once if GATE_WAITING wait already.
 * Not from a signal handler; enter and leave on the same thread. */
enum status gate_enter(struct gate *gate, struct gate_pass *out) MUST_USE NONNULL(1, 2);

/* Give the place back; for ON_EXIT. A pass that holds nothing is allowed. */
void gate_leave(struct gate_pass *pass) NONNULL(1);
