/* number.h: numbers that came from outside
 *
 * One place parses digits. Ids have a canonical form (TN-18): ^[1-9][0-9]{0,18}$. */
#pragma once

#include "base/status.h"
#include "base/str.h"

/* A whole number min..max in plain decimal: digits only, no sign (but '-' where min < 0),
 * no blanks, no leading zero but "0" itself. INVALID otherwise. */
enum status number_parse(struct str text, int64_t min, int64_t max, int64_t *out)
    MUST_USE NONNULL(4);

/* An id in canonical form, 1 .. 10^19-1 (19 digits). INVALID otherwise. */
enum status number_parse_id(struct str text, uint64_t *out) MUST_USE NONNULL(2);

/* Digits alone: 1206. */
struct str number_plain(struct arena *arena, uint64_t number) NONNULL(1);

/* Digits with a comma between groups of three: 1,206. */
struct str number_group(struct arena *arena, uint64_t number) NONNULL(1);

/* The value of a hex digit in either case, or -1. */
int number_hex(char digit);
