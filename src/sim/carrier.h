/* carrier.h: the built-in carrier: who is bound, what waits, what was counted */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "sim/errand.h"
#include "sim/join.h"
#include "sim/setting.h"
#include "sim/tally.h"
#include "smpp/stream.h"

enum { CLIENTS_MOST = 16, DELIVERIES_MOST = 50 };

/* A deliver_sm that waits for its answer. */
struct delivery {
    uint32_t sequence; /* 0: none */
    struct errand errand;
};

/* One connection of an ESME. */
struct client {
    uint64_t serial; /* 0: no connection here */
    bool bound;
    bool sends;    /* bound as transmitter or transceiver */
    bool receives; /* bound as receiver or transceiver */
    bool leaving;  /* close when its bytes are out */
    uint32_t sequence;
    struct delivery deliveries[DELIVERIES_MOST];
    struct stream stream;
};

struct carrier {
    struct settings settings;
    const char *system_id; /* NULL: anybody may bind */
    const char *password;
    bool logs_text; /* --log was given: texts are written to it */
    bool paused;    /* nothing is answered or delivered */
    int64_t now;    /* monotonic us */
    uint64_t random;
    uint64_t serial;  /* of the last client */
    uint64_t last_id; /* of the last message */
    uint64_t submits; /* taken or not */
    uint64_t taken;
    struct arena *visit; /* reset on every turn of the loop */
    struct errands answers;
    struct errands deliveries;
    struct tally tally;
    struct join join;
    struct client clients[CLIENTS_MOST];
};

/* A number below `below`. */
uint32_t carrier_chance(struct carrier *carrier, uint32_t below) NONNULL(1);
/* True in so many of a hundred cases. */
bool carrier_share(struct carrier *carrier, struct range percent) MUST_USE NONNULL(1);
/* A time in the range, us from now. */
int64_t carrier_after(struct carrier *carrier, struct range ms) NONNULL(1);
