/* owner.h: the name of a process in leases, and whether its bearer still lives */
#pragma once

#include <stdbool.h>

#include "base/str.h"

/* This process's name: host:pid:start. In the arena. */
struct str owner_name(struct arena *arena) NONNULL(1);

/* True if the owner was a process of this machine that is no more, so that a start after a
 * crash need not wait for the lease to run out. A guess: an epoch must make a wrong one safe.
 */
bool owner_is_dead(struct arena *arena, struct str owner) MUST_USE NONNULL(1);
