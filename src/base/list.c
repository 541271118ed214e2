/* list.c: rows of one shape, side by side in an arena */
#include "base/list.h"

#include <string.h>

void *list_append(struct list *list, struct arena *arena)
{
    size_t size = list->shape->size;

    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 16;
        char *wider = arena_array(arena, room, size);

        if (list->count > 0)
            memcpy(wider, list->rows, list->count * size);
        list->rows = wider;
        list->room = room;
    }
    return list->rows + size * list->count++;
}
