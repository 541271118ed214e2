/* reply.h: what a person might answer */
#pragma once

#include <stdint.h>

#include "base/str.h"

/* An answer to a text; `chance` picks among several. Never empty; static. */
const char *reply_to(struct str text, uint32_t chance) RETURNS_NONNULL;
