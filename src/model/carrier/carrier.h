/* carrier.h: the carriers we bind to, who may do so, and the ids they give
 *
 * One process at a time submits on a route: the one that holds its lease. Taking it raises
 * the epoch; whoever keeps it says so at the start of every transaction, which locks the
 * row, so that a process which slept through its lease changes nothing any more (DI-05). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/global.h"

enum { LEASE_SECONDS = 15, LEASE_OWNER = 80 };

struct carrier_route {
    uint64_t route_id;
    struct str name; /* the password is in the secret folder, route-NAME */
    struct str host;
    uint32_t port;
    struct str system_id;
    uint32_t window;
    unsigned id_form; /* enum id_form of smpp/carrier_id.h */
    bool enabled;
};
extern const struct shape carrier_route_shape;

/* All that are enabled, and those others of which somebody has claimed what was not settled; by
 * id, at most 64. */
enum status carrier_routes(struct db *db, struct list *out) MUST_USE NONNULL(1, 2);

/* Who holds a route's lease, for whoever finds it taken. */
struct carrier_lease {
    uint64_t epoch;
    struct str owner; /* absent: nobody */
    bool ended;       /* it has run out */
};
extern const struct shape carrier_lease_shape;

/* NOT_FOUND if no lease row exists yet; lease_make then makes one. */
enum status carrier_lease_find(struct db *db, uint64_t route_id,
                               struct carrier_lease *out) MUST_USE NONNULL(1, 3);
enum status carrier_lease_make(struct db *db, uint64_t route_id) MUST_USE NONNULL(1);

/* Take it from the epoch that was seen; the new epoch is one more. CONFLICT if another was
 * faster. Whether the old owner is gone is for the caller to judge. */
enum status carrier_lease_take(struct db *db, uint64_t route_id, uint64_t seen_epoch,
                               struct str owner) MUST_USE NONNULL(1);

/* Hold on to it for another LEASE_SECONDS; in a transaction it stays locked until the end.
 * CONFLICT if it is not ours any more. */
enum status carrier_lease_hold(struct db *db, uint64_t route_id, uint64_t epoch,
                               struct str owner) MUST_USE NONNULL(1);

/* Let go at once, at a clean end. */
enum status carrier_lease_leave(struct db *db, uint64_t route_id, uint64_t epoch) MUST_USE
    NONNULL(1);

/* Note whether the line is up, for pages and the trace. */
enum status carrier_line_note(struct db *db, uint64_t route_id, uint64_t epoch,
                              bool up) MUST_USE NONNULL(1);

/* The part that an id of a carrier names. */
struct carrier_ref {
    uint64_t root_id;
    uint64_t account_id;
    uint64_t message_id;
    uint8_t part_no;
};

/* `carrier_id` is normalised for the route. An id that a carrier gives a second time names
 * the newer part from then on. */
enum status carrier_ref_note(struct db *db, uint64_t route_id, struct str carrier_id,
                             const struct carrier_ref *ref) MUST_USE NONNULL(1, 4);

extern const struct stmt carrier_route_list;
extern const struct stmt carrier_lease_read;
extern const struct stmt carrier_lease_add;
extern const struct stmt carrier_lease_win;
extern const struct stmt carrier_lease_keep;
extern const struct stmt carrier_lease_drop;
extern const struct stmt carrier_line_set;
extern const struct stmt carrier_ref_add;
#define CARRIER_LEASE_ASKS                                                                     \
    &carrier_route_list, &carrier_lease_read, &carrier_lease_add, &carrier_lease_win,          \
        &carrier_lease_keep, &carrier_lease_drop, &carrier_line_set
