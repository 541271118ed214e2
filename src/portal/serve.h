/* serve.h: from parameters to answer, for one visit; and the worker's loop round it */
#pragma once

#include "portal/visit.h"

/* Serve visits until SIGTERM, 10,000 visits or 64 MiB (requirement ME-12). Returns the exit
 * code. */
int worker_run(const struct house *house, int listening) MUST_USE NONNULL(1);
