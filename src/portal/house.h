/* house.h: what is made and proved before the first visit */
#pragma once

#include "portal/visit.h"

/* Routes, site, key, templates against structs, statements against the database under the
 * program's own user; then the program's own start. house->program and ->conf are given.
 * What is wrong is a sentence in *why. */
enum status house_build(struct arena *arena, struct house *house, struct str *why) MUST_USE
    NONNULL(1, 2, 3);
