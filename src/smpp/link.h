/* link.h: one line to a carrier: bound, kept alive, brought back
 *
 * A state machine over a non-blocking socket; the clock is the caller's, so a test can
 * turn it. The caller's loop:
 *
 *     link_step(link, clock_monotonic_us());
 *     while (link_next(link, &event))
 *         …                                        take each event, link_reply to messages
 *     while (link_room(link) > 0)
 *         …                                        link_submit
 *     link_flush(link);
 *     poll on link_fd / link_wants until link_deadline
 *
 * Nothing here decides about messages: what is lost with a line is reported, not resent. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "smpp/pdu.h"

struct link;

/* How to reach the carrier; texts must outlive the link. Zeros mean the defaults. */
struct link_config {
    const char *host; /* a name is looked up at each attempt, which may block */
    uint16_t port;
    struct str system_id;
    struct str password;
    struct str system_type;
    size_t window;          /* unanswered submits, 1 to WINDOW_MOST; default 10 */
    int64_t enquire_us;     /* silence before an enquire_link; default 30 s */
    int64_t response_us;    /* patience for any answer; default 60 s */
    int64_t retry_first_us; /* pause before the second attempt, doubled each time; 1 s */
    int64_t retry_most_us;  /* default 60 s */
    uint64_t seed;          /* of the jitter */
};

enum link_news {
    LINK_UP,         /* bound */
    LINK_ANSWERED,   /* tag, status, carrier_id; `late` after LINK_UNANSWERED */
    LINK_UNANSWERED, /* tag: time is up, or the line is lost; its fate is unknown */
    LINK_MESSAGE,    /* bytes, pdu: a deliver_sm that wants link_reply */
    LINK_LOST,       /* why; the next attempt is under way by itself */
};

/* Texts are valid until the next link_next or link_step. */
struct link_event {
    enum link_news news;
    uint64_t tag;
    bool late;
    uint32_t status;
    struct str carrier_id;
    struct str bytes;
    struct pdu pdu;
    const char *why; /* static */
};

/* Lives as long as the arena. Connects at the first step. */
struct link *link_new(struct arena *arena, const struct link_config *config) RETURNS_NONNULL
    NONNULL(1, 2);

/* Move on: connect, read, write, look at the timers. */
void link_step(struct link *link, int64_t now) NONNULL(1);

/* The next thing that happened, until false. */
bool link_next(struct link *link, struct link_event *event) MUST_USE NONNULL(1, 2);

/* How many submits it takes now: 0 unless bound, within the window and the carrier's pace. */
size_t link_room(const struct link *link) NONNULL(1);

/* Queue a submit_sm; its sequence is set here, its answer comes under `tag`. BUSY if there
 * is no room, INVALID if the standard forbids the PDU. Not a byte is written before
 * link_flush or link_step. */
enum status link_submit(struct link *link, const struct pdu *pdu, uint64_t tag) MUST_USE
    NONNULL(1, 2);

/* Answer a message with a command_status. */
void link_reply(struct link *link, const struct pdu *pdu, uint32_t status) NONNULL(1, 2);

/* Write what is queued. */
void link_flush(struct link *link) NONNULL(1);

/* Close it without a word and forget what is queued and unanswered; the next step connects
 * anew. */
void link_cut(struct link *link) NONNULL(1);

/* Say goodbye: unbind, then stay down. */
void link_leave(struct link *link) NONNULL(1);

bool link_is_bound(const struct link *link) MUST_USE NONNULL(1);
bool link_is_down(const struct link *link) MUST_USE NONNULL(1);

/* Submits that wait for their answer. */
size_t link_open(const struct link *link) MUST_USE NONNULL(1);

/* For poll(2); the descriptor is -1 while there is none. */
int link_fd(const struct link *link) NONNULL(1);
short link_wants(const struct link *link) NONNULL(1);

/* When link_step must be called at the latest, monotonic us. */
int64_t link_deadline(const struct link *link) NONNULL(1);
