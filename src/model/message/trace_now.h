/* trace_now.h: where a message is now, the end of its story, for trace_story.c alone */
#pragma once

#include "model/message/trace_stop.h"

/* Where it is now and what comes then, or how it ended; then the headline. */
void tell_now(struct story *s) NONNULL(1);
void tell_headline(struct story *s) NONNULL(1);
