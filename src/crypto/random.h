/* random.h: bytes that nobody can guess */
#pragma once

#include <stddef.h>

#include "base/status.h"

/* Fill `out` from the kernel-seeded generator. BROKEN if it fails: the visit ends there, and
 * what is in `out` is wiped (requirement AU-18). */
enum status random_fill(void *out, size_t len) MUST_USE NONNULL(1);
