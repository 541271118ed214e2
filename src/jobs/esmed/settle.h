/* settle.h: writing down what the carrier answered */
#pragma once

#include "jobs/esmed/lane.h"

/* An answer came in time, or never will. */
void settle_note(struct lane *lane, const struct link_event *event) NONNULL(1, 2);

/* Commit what is due: half a window of answers, the oldest of 100 ms, or all if nothing is
 * away. */
void settle_due(struct lane *lane) NONNULL(1);

/* The same within a transaction of the caller's, which holds the lease: while it is due,
 * settle_write is a part of its body, and settle_end follows when that has been committed.
 * `singly`: after a CONFLICT, which has changed nothing. */
bool settle_is_due(const struct lane *lane) MUST_USE NONNULL(1);
enum status settle_write(struct lane *lane, bool singly) MUST_USE NONNULL(1);
void settle_end(struct lane *lane) NONNULL(1);

/* When settle_due wants to be called; INT64_MAX if nothing waits. */
int64_t settle_at(const struct lane *lane) NONNULL(1);
