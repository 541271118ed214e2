/* layout.h: the plain form of a mail, from lines that are paragraphs */
#pragma once

#include "base/str.h"

enum { LAYOUT_COLUMNS = 72 };

/* The text without the five escapes that ctemplate writes. */
struct str layout_plain(struct arena *arena, struct str escaped) NONNULL(1);

/* Escaped lines, laid out: an empty line between paragraphs, none between lines that begin
 * with "- " or "> "; broken at spaces where they get wider than LAYOUT_COLUMNS code points.
 * Words are never broken, so that links stay whole. */
struct str layout_text(struct arena *arena, struct str escaped) NONNULL(1);
