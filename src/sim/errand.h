/* errand.h: what the carrier will do at a later moment
 *
 * A heap by time over a fixed pool, so that a flood costs a refusal and no memory. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"

enum { ERRAND_TEXT = 254, ERRAND_NUMBER = 22, ERRAND_ID = 24 };

/* A submit_sm_resp to one client, or a deliver_sm to whoever is bound. */
struct errand {
    int64_t at;      /* monotonic us */
    uint64_t order;  /* of two at the same moment, the elder goes first */
    uint64_t client; /* ERRAND_ANSWER: its serial number */
    uint32_t sequence;
    uint32_t status;
    char id[ERRAND_ID]; /* answer: message_id; delivery: receipted_message_id, "" for none */
    uint8_t state;      /* delivery of a receipt: message_state */
    uint8_t esm_class;
    uint8_t coding;
    char source[ERRAND_NUMBER];
    char destination[ERRAND_NUMBER];
    size_t text_len;
    char text[ERRAND_TEXT];
};

enum { ERRANDS_MOST = 20000 };

struct errands {
    struct errand *pool;
    uint32_t free[ERRANDS_MOST];
    uint32_t heap[ERRANDS_MOST];
    size_t free_count;
    size_t count;
    uint64_t order;
};

/* `errands` comes zeroed and lives as long as the arena. */
void errands_open(struct errands *errands, struct arena *arena) NONNULL(1, 2);

/* Copy one in. TOO_MUCH if the pool is empty. */
enum status errand_add(struct errands *errands, const struct errand *errand) MUST_USE
    NONNULL(1, 2);

/* Take out the next that is due. */
bool errand_due(struct errands *errands, int64_t now, struct errand *out) MUST_USE
    NONNULL(1, 3);

/* When the next is due; INT64_MAX if there is none. */
int64_t errand_next_at(const struct errands *errands) NONNULL(1);

/* Copy text into one of the arrays above, cut to its size and ended by NUL. */
void errand_text(char *to, size_t room, struct str from) NONNULL(1);
