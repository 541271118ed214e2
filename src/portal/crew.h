/* crew.h: a number of workers, kept */
#pragma once

#include "portal/visit.h"

enum { CREW_MOST = 64 };

/* Fork `count` workers on the socket and replace each that ends, until SIGTERM or SIGINT;
 * then end them and return. */
void crew_keep(const struct house *house, int listening, unsigned count) NONNULL(1);
