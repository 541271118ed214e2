/* frame.h: what every page is told: who reads it, in which account, what may be opened */
#pragma once

#include "portal/page.h"

/* Fill the frame's names. BUSY or BROKEN if the unread count can't be read. */
enum status frame_fill(struct visit *visit, const struct page *page) MUST_USE NONNULL(1, 2);
