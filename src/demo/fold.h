/* fold.h: what the acts of all accounts add up to
 *
 * The one place in the demo that knows how a conversation, a person's view of it and the
 * counts of an inbox follow from what happened; tests/sql/test_demo.c works the same out from
 * the message rows alone. */
#pragma once

#include "base/idgen.h"
#include "demo/plan.h"

/* A conversation as one person sees it: what they wrote and what answers it. */
struct own {
    struct own *next;
    uint32_t person;
    bool unread;
    uint64_t first_message_id;
    const struct act *last;
    uint64_t version;
};

/* Counts and version of an inbox. */
struct tally {
    uint32_t open; /* of a person's: all */
    uint32_t unread;
    uint32_t closed;
    uint64_t version;
};

struct tallies {
    struct tally firm[FIRMS];
    struct tally tree[FIRMS]; /* at the place of the root */
    struct tally person[FIRMS][PEOPLE + 1];
};

/* Give every act its id, in the order of time, and fold them into their conversations, which
 * get their numbers from 1 on. */
void fold_acts(struct plan *plan, struct tallies *out) NONNULL(1, 2);

/* The place of an account in firms[]. */
size_t firm_place(uint64_t account_id);
