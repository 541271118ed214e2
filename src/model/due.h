/* due.h: messages whose time has come, for schedd
 *
 * A message waits for schedd while due_at is set: to leave, to be looked at again while it
 * is on hold, or for an outcome that never came. */
#pragma once

#include <stdbool.h>

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/global.h"
#include "db/tenant.h"
#include "model/conversation.h"
#include "model/message.h"

enum { DUE_MOST = 500, DUE_BATCH = 250 /* of one account, in one transaction */ };

struct due {
    uint64_t root_id;
    uint64_t account_id;
    uint64_t message_id;
    uint64_t conversation_id;
    uint64_t user_id;
    unsigned state; /* enum message_state */
    unsigned class; /* enum message_class */
    bool stopped;   /* the account or its parent is suspended or closed */
};
extern const struct shape due_shape;

/* What is due by the database's clock: at most DUE_MOST, an account's side by side. */
enum status due_list(struct db *db, struct list *out) MUST_USE NONNULL(1, 2);

/* The carrier that messages leave by: the first that is enabled. NOT_FOUND if none is. */
enum status due_route(struct db *db, uint64_t *route_id) MUST_USE NONNULL(1, 2);

/* Put queued messages of the tenant's account into the outbox, at most DUE_BATCH, in one
 * transaction. One that is not waiting any more is passed over; *moved tells how many went. */
struct due_batch {
    const struct due *rows;
    size_t count;
    uint64_t route_id;
};
enum status due_dispatch(struct tenant *t, const struct due_batch *batch,
                         uint32_t *moved) MUST_USE NONNULL(1, 2, 3);

/* Move one message another way, and let the inbox follow: to `queued` (then it goes into the
 * outbox for `route_id`), `held` (looked at again in a minute), `rejected` or `expired`. OK
 * also if it is not waiting any more. */
struct due_turn {
    const struct due *due;
    enum message_state to;
    struct str why;
    uint64_t route_id; /* for `queued` */
};
enum status due_settle(struct tenant *t, const struct due_turn *turn) MUST_USE NONNULL(1, 2);

extern const struct stmt due_rows;
extern const struct stmt due_route_first;
extern const struct stmt due_take;
extern const struct stmt due_hold;
extern const struct stmt due_end;
extern const struct stmt due_outbox;
#define DUE_ASKS                                                                               \
    &due_rows, &due_route_first, &due_take, &due_hold, &due_end, &due_outbox,                  \
        CONVERSATION_FOLLOW_ASKS
