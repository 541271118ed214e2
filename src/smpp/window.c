/* window.c: what has been sent and not been answered */
#include "smpp/window.h"

/* A free slot, or else the one that has been late for longest. */
static struct slot *slot_to_use(struct window *window)
{
    struct slot *oldest = NULL;

    for (size_t i = 0; i < WINDOW_SLOTS; i++) {
        struct slot *slot = &window->slots[i];

        if (slot->state == SLOT_FREE)
            return slot;
        if (slot->state == SLOT_LATE && (!oldest || slot->deadline < oldest->deadline))
            oldest = slot;
    }
    return oldest;
}

enum status window_open(struct window *window, uint32_t sequence, uint64_t tag,
                        int64_t deadline)
{
    struct slot *slot = slot_to_use(window);

    if (window->open >= WINDOW_MOST || !slot)
        return TOO_MUCH;
    *slot = (struct slot){
        .state = SLOT_OPEN, .sequence = sequence, .tag = tag, .deadline = deadline};
    window->open++;
    return OK;
}

enum status window_answer(struct window *window, uint32_t sequence, uint64_t *tag, bool *late)
{
    for (size_t i = 0; i < WINDOW_SLOTS; i++) {
        struct slot *slot = &window->slots[i];

        if (slot->state == SLOT_FREE || slot->sequence != sequence)
            continue;
        *tag = slot->tag;
        *late = slot->state == SLOT_LATE;
        if (!*late)
            window->open--;
        slot->state = SLOT_FREE;
        return OK;
    }
    return NOT_FOUND;
}

bool window_expire(struct window *window, int64_t now, uint64_t *tag)
{
    for (size_t i = 0; i < WINDOW_SLOTS; i++) {
        struct slot *slot = &window->slots[i];

        if (slot->state != SLOT_OPEN || slot->deadline > now)
            continue;
        slot->state = SLOT_LATE;
        window->open--;
        *tag = slot->tag;
        return true;
    }
    return false;
}

bool window_drain(struct window *window, uint64_t *tag)
{
    for (size_t i = 0; i < WINDOW_SLOTS; i++) {
        struct slot *slot = &window->slots[i];
        bool was_open = slot->state == SLOT_OPEN;

        slot->state = SLOT_FREE;
        if (!was_open)
            continue;
        window->open--;
        *tag = slot->tag;
        return true;
    }
    return false;
}

int64_t window_deadline(const struct window *window)
{
    int64_t deadline = INT64_MAX;

    for (size_t i = 0; i < WINDOW_SLOTS; i++)
        if (window->slots[i].state == SLOT_OPEN && window->slots[i].deadline < deadline)
            deadline = window->slots[i].deadline;
    return deadline;
}
