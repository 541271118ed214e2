/* node.h: the ten node bits of this process's ids, leased from the database
 *
 * Two processes that share a node could make the same id, so a node is held by a lease that
 * is renewed in good time, and given again only a minute after one ran out. */
#pragma once

#include <stdint.h>

#include "base/idgen.h"
#include "base/status.h"
#include "db/global.h"

/* Start with { 0 }; one a process, after the fork. */
struct node {
    struct idgen ids;
    char owner[80];
    int64_t until_us; /* monotonic; 0: no lease */
};

/* Make sure that ids may be made for the next minutes: leases, or renews when half of the
 * lease is gone; costs nothing otherwise. BUSY if the database is away or all nodes are
 * taken. Not inside a transaction. */
enum status node_ready(struct db *db, struct node *node) MUST_USE NONNULL(1, 2);

/* Let others have it at once, at a clean end. */
enum status node_release(struct db *db, struct node *node) MUST_USE NONNULL(1, 2);

extern const struct stmt node_free;
extern const struct stmt node_take;
extern const struct stmt node_keep;
extern const struct stmt node_leave;
#define NODE_ASKS &node_free, &node_take, &node_keep, &node_leave
