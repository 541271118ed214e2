/* scene.h: a script played in one conversation at one time */
#pragma once

#include "demo/plan.h"

struct scene {
    struct talk *talk;
    const char *script;
    struct stamp start; /* of the first line; unused if the minutes are before now */
    bool present;       /* the minutes are before now */
    uint32_t writer;    /* who writes where the script names nobody */
};

/* Plan the script's acts. Lines that would lie in the future are dropped, and what we write
 * at night waits for the morning. The talk is then busy until the last of them. */
void scene_play(struct plan *plan, const struct scene *scene) NONNULL(1, 2);

/* Plan that somebody who may closes the conversation now that it has come to rest. */
void scene_close(struct plan *plan, struct talk *talk) NONNULL(1, 2);

/* One of those who write in the account, by their weights. */
uint32_t scene_writer(struct plan *plan, const struct firm *firm) NONNULL(1, 2);
