/* doors.h: which doors a program opens to whom */
#pragma once

#include "portal/route.h"

/* Print a head and a line a route: method, pattern, need, then what each kind of visitor is
 * told. tests/data/permissions/ holds it, so that a review sees every door that a change
 * opens; tests/wire/permissions.test.mjs tries each. */
void doors_print(const struct route *routes) NONNULL(1);
