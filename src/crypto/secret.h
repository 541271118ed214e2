/* secret.h: comparing and forgetting secrets */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Whether both hold the same bytes, in a time that depends on `len` alone. */
bool crypto_equal(const void *a, const void *b, size_t len) MUST_USE NONNULL(1, 2);
/* The same for texts; only their lengths can be learnt from the time. */
bool crypto_equal_str(struct str a, struct str b) MUST_USE;

/* Overwrite, so that the compiler can't leave it out. */
void crypto_wipe(void *at, size_t len) NONNULL(1);
