/* journey.h: what a message went through at the carrier
 *
 * Its parts, the ids they got and the receipts that came, so that each trace is whole. States
 * are reached as the daemons reach them. */
#pragma once

#include "demo/plan.h"
#include "model/carrier/raw.h"
#include "text/segment.h"

enum { JOURNEY_PARTS = 8, JOURNEY_RECEIPTS = 2 };

struct journey_receipt {
    enum message_state outcome;
    const char *error; /* NULL for none */
    struct stamp came_at;
    struct str pdu;
};

struct journey_part {
    enum message_state state;
    struct str carrier_id; /* as the carrier wrote it; absent before its answer */
    struct str ref;        /* normalised */
    const char *error;     /* NULL for none */
    struct stamp sent_at;
    struct stamp answered_at;
    struct stamp receipt_at;
    struct journey_receipt receipts[JOURNEY_RECEIPTS];
    uint32_t receipt_count;
};

struct journey {
    struct segments segments;
    struct stamp queued_at;
    struct stamp final_at;
    struct stamp due_at;
    bool in_outbox;
    bool waits; /* for the route that is switched off */
    bool claimed;
    struct journey_part parts[JOURNEY_PARTS];
    uint32_t part_count; /* those that went to the carrier */
};

/* Of an outbound act; BROKEN if a PDU can't be written. */
enum status journey_make(struct arena *arena, const struct act *act, struct stamp now,
                         struct journey *out) MUST_USE NONNULL(1, 2, 4);

/* The raw rows of an inbound act, one a segment; *count tells how many of `out` are filled. */
enum status journey_inbound(struct arena *arena, const struct act *act, uint64_t route_id,
                            struct raw_inbound out[JOURNEY_PARTS], uint32_t *count) MUST_USE
    NONNULL(1, 2, 4, 5);
