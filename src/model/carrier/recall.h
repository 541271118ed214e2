/* recall.h: what waits in the outbox and may not leave by it any more
 *
 * schedd looks at account and route once, when it queues a message; the line may stay down
 * for hours after that. So it takes back what nobody has claimed as soon as the account or
 * its parent is suspended or closed (product.md, 2) or the route is switched off. */
#pragma once

#include <stdbool.h>

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/global.h"
#include "db/tenant.h"

enum { RECALL_MOST = 500 };

struct recall {
    uint64_t root_id;
    uint64_t account_id;
    uint64_t message_id;
    bool stopped; /* for the account's sake; else for the route's */
};
extern const struct shape recall_shape;

/* What is to be taken back: of each cause at most RECALL_MOST, an account's side by side. */
enum status recall_list(struct db *db, struct list *out) MUST_USE NONNULL(1, 2);

/* Take back rows of the tenant's account, at most RECALL_MOST, in one transaction. For the
 * account's sake a message is on hold then, and the inbox follows by way of message_news;
 * for the route's it stays queued and is due at once, so that the next look finds it another
 * route or none. A row that was claimed meanwhile is passed over, one whose message does not
 * wait any more is only removed; *moved tells how many messages were taken back. */
struct recall_batch {
    const struct recall *rows;
    size_t count;
};
enum status recall_take(struct tenant *t, const struct recall_batch *batch,
                        uint32_t *moved) MUST_USE NONNULL(1, 2, 3);

extern const struct stmt recall_stopped_rows;
extern const struct stmt recall_route_rows;
extern const struct stmt recall_row;
extern const struct stmt recall_hold;
extern const struct stmt recall_requeue;
#define RECALL_ASKS                                                                            \
    &recall_stopped_rows, &recall_route_rows, &recall_row, &recall_hold, &recall_requeue
