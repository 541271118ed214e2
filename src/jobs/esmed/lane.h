/* lane.h: one route: its lease, its line, and the messages on their way
 *
 * A flight is a message that this process has claimed. Its parts go out one after another,
 * the next when the carrier has taken the one before, so that an unknown outcome stops the
 * message (product.md, 5). Many flights are in the air at once. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "daemon/daemon.h"
#include "model/carrier/carrier.h"
#include "model/carrier/outbox_share.h"
#include "model/message/message_state.h"
#include "smpp/link.h"

enum { FLIGHTS = 512, SENT_KEPT = 1024, CARRIER_ID_ROOM = 66 };

enum flight_phase {
    FLIGHT_NONE,
    FLIGHT_READY,    /* the next part may be sent */
    FLIGHT_AWAY,     /* a part was sent and is not answered */
    FLIGHT_ANSWERED, /* its outcome is known but not yet committed */
};

struct flight {
    enum flight_phase phase;
    uint64_t order; /* of claiming: what was claimed first leaves first */
    uint64_t message_id;
    uint64_t root_id;
    uint64_t account_id;
    uint32_t tries;
    uint8_t part_no;            /* that is sent next or away; 0: to be looked up */
    uint8_t parts;              /* of the message; known once one was sent */
    enum message_state state;   /* of the message's row: claimed, or sending between parts */
    bool unsure;                /* the last submit's COMMIT may have landed; no PDU was sent */
    uint8_t tried;              /* the part that it would have made `sending`; 0: none */
    uint64_t tag;               /* of the part that is away */
    enum message_state outcome; /* answered: submitted, rejected, unknown or queued (later) */
    uint32_t status;            /* the carrier's; queued and 0: it was not asked */
    int64_t answered_at;        /* monotonic us */
    size_t carrier_id_len;
    char carrier_id[CARRIER_ID_ROOM];
};

/* Which part a tag meant, for answers that come when its flight is over. */
struct sent {
    uint64_t tag;
    uint64_t root_id;
    uint64_t account_id;
    uint64_t message_id;
    uint8_t part_no;
    uint16_t flight;
};

struct lane {
    struct arena *arena; /* the lane lives in it */
    struct duty *duty;
    struct carrier_route route;
    struct str password;       /* as it was when the lane was made; empty: none */
    struct outbox_owner owner; /* its epoch is 0 while there is no lease */
    const char *faults;        /* see crash.h; NULL: off */
    int64_t lease_until;       /* monotonic us: others may take it then */
    int64_t lease_at;          /* when to try for it, or to hold on to it */
    int64_t claim_at;          /* when to look into the outbox */
    bool claim_unsure;         /* the last claim may have landed unseen: look at each row */
    uint64_t turns[OUTBOX_CLASSES]; /* accounts that had the last turn */
    int64_t rest_until;             /* the database is away: don't ask before */
    bool recovered;                 /* what an earlier lease left is cleaned up */
    bool noted_up;                  /* what the lease's row says of the line */
    bool closing;
    int64_t closing_since;
    struct link *link; /* made with the lease */
    uint64_t tags;
    uint64_t orders;
    struct flight flights[FLIGHTS];
    struct sent sent[SENT_KEPT];
};

/* A lane for a route; `owner` names this process. */
struct lane *lane_new(struct duty *duty, const struct carrier_route *route,
                      struct str owner) RETURNS_NONNULL NONNULL(1, 2);
void lane_free(struct lane *lane) NONNULL(1);

/* The lane's password is that of the secret folder still. */
bool lane_has_password(const struct lane *lane) MUST_USE NONNULL(1);

/* Do what there is to do; returns (monotonic us) when to be called again at the latest. */
int64_t lane_turn(struct lane *lane) NONNULL(1);

/* Stop claiming, wait for what is away, say goodbye; true once all is done. */
void lane_close(struct lane *lane) NONNULL(1);
bool lane_is_closed(const struct lane *lane) MUST_USE NONNULL(1);

/* Flights in a phase. */
size_t lane_count(const struct lane *lane, enum flight_phase phase) NONNULL(1);

/* How many parts may be sent now. Answers that are not committed yet still take a place, so
 * that a crash leaves no more unknown than a window. */
size_t lane_room(const struct lane *lane) NONNULL(1);

/* Cut the line without a word and forget the flights: the lease is another's now. */
void lane_abandon(struct lane *lane, const char *why) NONNULL(1, 2);

/* What a transaction ended with: on DENIED the lease was lost, on all else the database is
 * left alone for a while. True if it was OK. */
bool lane_landed(struct lane *lane, enum status status, const char *what) MUST_USE
    NONNULL(1, 3);

/* First in every transaction: the lease is held, and stays so until its end. DENIED if it
 * is another's by now. */
enum status lane_hold(struct lane *lane) MUST_USE NONNULL(1);

/* The account's view for a flight. */
struct tenant *lane_tenant(const struct lane *lane, uint64_t root_id,
                           uint64_t account_id) RETURNS_NONNULL NONNULL(1);
