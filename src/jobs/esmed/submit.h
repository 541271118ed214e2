/* submit.h: handing parts to the carrier */
#pragma once

#include "jobs/esmed/lane.h"

/* Send the next part of as many flights as the line takes: committed first, written then. */
void submit_ready(struct lane *lane) NONNULL(1);
