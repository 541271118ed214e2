/* lease.h: being the one process that submits on a route */
#pragma once

#include "jobs/esmed/lane.h"

/* Take the lease if it is free, has run out, or its holder on this machine is dead; clean
 * up after earlier ones. True while it is held and everything is ready for work. */
bool lease_keep(struct lane *lane) MUST_USE NONNULL(1);
