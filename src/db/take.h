/* take.h: what becomes of fetched rows, for tenant.c and global.c alone */
#pragma once

#include "base/list.h"
#include "db/line.h"

/* The first row into *out; NOT_FOUND if there is none. */
enum status take_one(const struct call *call, void *out) MUST_USE NONNULL(1, 2);
/* Every row appended to *out. */
enum status take_list(const struct call *call, struct list *out) MUST_USE NONNULL(1, 2);
