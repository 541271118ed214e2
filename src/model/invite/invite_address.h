/* invite_address.h: the e-mail addresses in a pasted list
 *
 * One on each line, or parted by commas, semicolons, tabs or blanks, as mails and sheets have
 * them; a name may stand before an address in angle brackets ("Petra Novak <petra@…>"). */
#pragma once

#include "base/list.h"
#include "base/shape.h"

/* One address, or a piece that is none. */
struct invite_address {
    struct str text; /* good: in lower case; else as typed */
    bool good;
};
extern const struct shape invite_address_shape;

/* All that stand in the text, each once, in its order. Good ones are ASCII, so that no two
 * that people would call different compare as one. */
void invite_addresses(struct arena *arena, struct str typed, struct list *out) NONNULL(1, 3);
