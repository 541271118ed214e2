/* clocks.h: the clocks of a worker, kept from visit to visit
 *
 * Opening a zone costs more than all that a page asks of it, and readers come from few. */
#pragma once

#include "text/clock.h"

struct clocks;

/* Lives as long as the arena. */
struct clocks *clocks_new(struct arena *arena) RETURNS_NONNULL NONNULL(1);

/* The clock of a zone, of UTC if there is no such zone. Valid until the next call. NULL if ICU
 * has no memory. */
struct clock *clocks_find(struct clocks *clocks, struct str zone) NONNULL(1);
