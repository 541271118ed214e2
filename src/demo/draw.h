/* draw.h: which scripts are played in a conversation, and when */
#pragma once

#include "demo/plan.h"

enum { SCENES_MOST = 1024 /* of one conversation */ };

/* A script that is going to be played. */
struct due {
    struct stamp start;
    const char *script;
    uint32_t writer; /* 0 where the script names everybody */
};

struct dues {
    struct due at[SCENES_MOST];
    size_t count;
};

struct span {
    struct stamp from;
    struct stamp until;
};

/* Scripts of the account's trade, until they have so many messages, spread over a time. */
void draw_history(struct plan *plan, const struct talk *talk, uint32_t lines,
                  const struct span *span, struct dues *dues) NONNULL(1, 2, 4, 5);

/* The account's campaigns reach most of its parties, two seconds apart, from 10 o'clock;
 * `place` is the party's among them. */
void draw_campaigns(struct plan *plan, const struct talk *talk, uint32_t place,
                    struct dues *dues) NONNULL(1, 2, 4);

/* Play them in order; between two the conversation is often closed, but only if the next
 * makes it open again. */
void draw_play(struct plan *plan, struct talk *talk, struct dues *dues) NONNULL(1, 2, 3);

/* The scripts of a trade, ended by NULL. */
const char *const *draw_scripts(enum trade trade) RETURNS_NONNULL;
