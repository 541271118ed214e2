/* client.h: one connection of an ESME to the built-in carrier */
#pragma once

#include "sim/carrier.h"

/* Take a connection; it is closed at once if there is no place. */
void client_accept(struct carrier *carrier, int fd) NONNULL(1);

/* Read and answer what came, write what waits. Closes it when it has ended. */
void client_step(struct carrier *carrier, struct client *client) NONNULL(1, 2);

/* Close it; what it had not acknowledged will be delivered again. */
void client_drop(struct carrier *carrier, struct client *client) NONNULL(1, 2);

/* Give the answers and hand over the deliveries that are due, as far as somebody is there
 * to take them. */
void client_errands(struct carrier *carrier) NONNULL(1);

/* When client_errands has something to do; INT64_MAX if only a client's doing can tell. */
int64_t client_errands_at(const struct carrier *carrier) NONNULL(1);

/* How many are bound. */
unsigned client_bound(const struct carrier *carrier) NONNULL(1);
