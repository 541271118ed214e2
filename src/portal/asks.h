/* asks.h: a program's statements together with those of the frame */
#pragma once

#include "portal/program.h"

/* The guard's and the frame's statements, then the program's, each once; ended by NULL. */
const struct stmt *const *asks_of(struct arena *arena,
                                  const struct program *program) RETURNS_NONNULL NONNULL(1, 2);
