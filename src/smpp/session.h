/* session.h: one line to a carrier: bound, kept alive, brought back
 *
 * A state machine over a non-blocking socket; the clock is the caller's, so a test can
 * turn it. The caller's loop:
 *
 *     session_step(s, clock_monotonic_us());
 *     while (session_next(s, &event))
 *         …                                        take each event, session_reply to messages
 *     while (session_room(s) > 0)
 *         …                                        session_submit
 *     session_flush(s);
 *     poll on session_fd / session_wants until session_deadline
 *
 * Nothing here decides about messages: what is lost with a line is reported, not resent. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "smpp/pdu.h"

struct session;

/* How to reach the carrier; texts must outlive the session. Zeros mean the defaults. */
struct session_config {
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

enum session_news {
    SESSION_UP,         /* bound */
    SESSION_ANSWERED,   /* tag, status, carrier_id; `late` after SESSION_UNANSWERED */
    SESSION_UNANSWERED, /* tag: time is up, or the line is lost; its fate is unknown */
    SESSION_MESSAGE,    /* bytes, pdu: a deliver_sm that wants session_reply */
    SESSION_LOST,       /* why; the next attempt is under way by itself */
};

/* Texts are valid until the next session_next or session_step. */
struct session_event {
    enum session_news news;
    uint64_t tag;
    bool late;
    uint32_t status;
    struct str carrier_id;
    struct str bytes;
    struct pdu pdu;
    const char *why; /* static */
};

/* Lives as long as the arena. Connects at the first step. */
struct session *session_new(struct arena *arena, const struct session_config *config)
    RETURNS_NONNULL NONNULL(1, 2);

/* Move on: connect, read, write, look at the timers. */
void session_step(struct session *s, int64_t now) NONNULL(1);

/* The next thing that happened, until false. */
bool session_next(struct session *s, struct session_event *event) MUST_USE NONNULL(1, 2);

/* How many submits it takes now: 0 unless bound, within the window and the carrier's pace. */
size_t session_room(const struct session *s) NONNULL(1);

/* Queue a submit_sm; its sequence is set here, its answer comes under `tag`. BUSY if there
 * is no room, INVALID if the standard forbids the PDU. Not a byte is written before
 * session_flush or session_step. */
enum status session_submit(struct session *s, const struct pdu *pdu, uint64_t tag)
    MUST_USE NONNULL(1, 2);

/* Answer a message with a command_status. */
void session_reply(struct session *s, const struct pdu *pdu, uint32_t status) NONNULL(1, 2);

/* Write what is queued. */
void session_flush(struct session *s) NONNULL(1);

/* Say goodbye: unbind, then stay down. */
void session_leave(struct session *s) NONNULL(1);

bool session_is_bound(const struct session *s) MUST_USE NONNULL(1);
bool session_is_down(const struct session *s) MUST_USE NONNULL(1);

/* Submits that wait for their answer. */
size_t session_open(const struct session *s) MUST_USE NONNULL(1);

/* For poll(2); the descriptor is -1 while there is none. */
int session_fd(const struct session *s) NONNULL(1);
short session_wants(const struct session *s) NONNULL(1);

/* When session_step must be called at the latest, monotonic us. */
int64_t session_deadline(const struct session *s) NONNULL(1);
