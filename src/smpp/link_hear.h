/* link_hear.h: what the carrier says on a link, for link.c alone */
#pragma once

#include "smpp/link_own.h"

/* Read what has come; true with *event at the next thing the caller must know. */
bool link_hear(struct link *link, struct link_event *event) MUST_USE NONNULL(1, 2);
