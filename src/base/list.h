/* list.h: rows of one shape, side by side in an arena */
#pragma once

#include <stddef.h>

#include "base/arena.h"
#include "base/shape.h"

struct list {
    const struct shape *shape;
    char *rows; /* count structs of shape->size bytes */
    size_t count;
    size_t room;
};

/* The row at an index; the type is the shape's struct. */
#define LIST_AT(list, type, index) (&((type *)(void *)(list)->rows)[index])

/* Append a zeroed row and return it; earlier rows may move. Set .shape before. */
void *list_append(struct list *list, struct arena *arena) RETURNS_NONNULL NONNULL(1, 2);
