/* talk_like.h: typed text as a pattern of LIKE, shared by the files of the search alone */
#pragma once

#include "base/arena.h"
#include "base/str.h"

/* %typed%, with LIKE's own signs taken as letters. */
struct str like_text(struct arena *arena, struct str typed) NONNULL(1);

/* %digits%, without the zeros in front, which a stored number does not have. */
struct str like_number(struct arena *arena, struct str typed) NONNULL(1);
