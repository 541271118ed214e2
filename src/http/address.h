/* address.h: whose network a visitor comes from */
#pragma once

#include "base/str.h"

/* What to count tries by: an IPv4 address as it is, and of an IPv6 address the first 64 bits,
 * since one customer is given at least that much (RFC 6177) and may use a new address for
 * every try. Text that is no address comes back as it is. */
struct str address_network(struct arena *arena, struct str address) NONNULL(1);
