/* errand.c: what the carrier will do at a later moment */
#include "sim/errand.h"

#include <string.h>

void errands_open(struct errands *errands, struct arena *arena)
{
    errands->pool = ARENA_NEW_N(arena, struct errand, ERRANDS_MOST);
    for (uint32_t i = 0; i < ERRANDS_MOST; i++)
        errands->free[i] = ERRANDS_MOST - 1 - i;
    errands->free_count = ERRANDS_MOST;
}

static bool is_earlier(const struct errands *errands, size_t a, size_t b)
{
    const struct errand *x = &errands->pool[errands->heap[a]];
    const struct errand *y = &errands->pool[errands->heap[b]];

    return x->at != y->at ? x->at < y->at : x->order < y->order;
}

static void swap(struct errands *errands, size_t a, size_t b)
{
    uint32_t kept = errands->heap[a];

    errands->heap[a] = errands->heap[b];
    errands->heap[b] = kept;
}

enum status errand_add(struct errands *errands, const struct errand *errand)
{
    uint32_t place;
    size_t at = errands->count;

    if (errands->free_count == 0)
        return TOO_MUCH;
    place = errands->free[--errands->free_count];
    errands->pool[place] = *errand;
    errands->pool[place].order = errands->order++;
    errands->heap[errands->count++] = place;
    for (; at > 0 && is_earlier(errands, at, (at - 1) / 2); at = (at - 1) / 2)
        swap(errands, at, (at - 1) / 2);
    return OK;
}

static void sink(struct errands *errands)
{
    size_t at = 0;

    for (;;) {
        size_t least = at;

        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < errands->count; child++)
            if (is_earlier(errands, child, least))
                least = child;
        if (least == at)
            return;
        swap(errands, at, least);
        at = least;
    }
}

bool errand_due(struct errands *errands, int64_t now, struct errand *out)
{
    uint32_t place;

    if (errand_next_at(errands) > now)
        return false;
    place = errands->heap[0];
    *out = errands->pool[place];
    errands->free[errands->free_count++] = place;
    errands->heap[0] = errands->heap[--errands->count];
    sink(errands);
    return true;
}

int64_t errand_next_at(const struct errands *errands)
{
    return errands->count > 0 ? errands->pool[errands->heap[0]].at : INT64_MAX;
}

void errand_text(char *to, size_t room, struct str from)
{
    size_t len = from.len < room - 1 ? from.len : room - 1;

    if (len > 0)
        memcpy(to, from.at, len);
    to[len] = '\0';
}
