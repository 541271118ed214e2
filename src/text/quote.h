/* quote.h: what somebody typed, named in a sentence of ours */
#pragma once

#include "base/str.h"

/* The text between “ and ”. If it is more than ASCII it stands in an isolate of its own and
 * without the marks that turn the direction of writing (Unicode Standard Annex #9, 2.1 to
 * 2.4), so that it can't turn the sentence around it. Must be valid UTF-8. */
struct str quote_text(struct arena *arena, struct str text) NONNULL(1);
