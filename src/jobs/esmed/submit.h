/* submit.h: handing parts to the carrier */
#pragma once

#include "jobs/esmed/lane.h"

/* Send the next part of as many flights as the line takes: committed first, written then.
 * Answers that are due are written down in the same transaction; alone, if nothing is sent. */
void submit_ready(struct lane *lane) NONNULL(1);
