/* dial.h: how instants are shown to the visit's reader */
#pragma once

#include "portal/visit.h"

/* Point visit->dial at the reader's zone; UTC before anybody is known. */
void dial_set(struct visit *visit, struct str zone) NONNULL(1);

/* The visit's clock, for pages that say a time in a sentence. */
struct clock *visit_clock(const struct visit *visit) RETURNS_NONNULL NONNULL(1);
