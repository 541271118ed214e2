/* preview.h: the beginning of a message, as lists show it */
#pragma once

#include "base/str.h"

enum { PREVIEW_MOST = 160 /* code points, as conversation.preview holds */ };

/* On one line, blanks run together; cut at a code point, never in the middle of a cluster
 * that a joiner, a variation selector or a combining mark continues. `body` is valid UTF-8. */
struct str message_preview(struct arena *arena, struct str body) NONNULL(1);
