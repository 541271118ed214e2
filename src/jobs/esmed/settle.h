/* settle.h: writing down what the carrier answered */
#pragma once

#include "jobs/esmed/lane.h"

/* An answer came in time, or never will. */
void settle_note(struct lane *lane, const struct link_event *event) NONNULL(1, 2);

/* Commit what is due: half a window of answers, the oldest of 100 ms, or all if nothing is
 * away. */
void settle_due(struct lane *lane) NONNULL(1);

/* When settle_due wants to be called; INT64_MAX if nothing waits. */
int64_t settle_at(const struct lane *lane) NONNULL(1);
