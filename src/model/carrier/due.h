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
#include "model/conversation/conversation.h"
#include "model/message/message.h"
#include "model/message/message_news.h"

enum {
    DUE_MOST = 500,
    DUE_HELD_MOST = 250,
    DUE_NEW_MOST = 100,
    DUE_TURN_MOST = 100,
    DUE_BATCH = 250 /* of one account, in one transaction */
};

/* When what is on hold is looked at again: in ten to fifteen minutes, those of one moment
 * spread over five, so that they never come back all at once. For alias m. */
#define DUE_HELD_UNTIL "UTC_TIMESTAMP(6) + INTERVAL (600 + m.message_id MOD 300) SECOND"

struct due {
    uint64_t root_id;
    uint64_t account_id;
    uint64_t message_id;
    uint64_t conversation_id;
    uint64_t user_id;
    unsigned state; /* enum message_state */
    unsigned class; /* enum message_class */
    struct stamp due_at;
    bool stopped;   /* the account or its parent is suspended or closed */
};
extern const struct shape due_shape;

/* What is on hold is looked at apart, so that it stands before nobody else's. */
enum due_kind { DUE_READY, DUE_HELD, DUE_KINDS };
extern const char *const due_kind_words[];

/* Where an account's messages of one moment stand in the order of the index; zeroed: in front
 * of all. */
struct due_place {
    struct stamp due_at;
    uint64_t account_id;
};

/* What is due by the database's clock, an account's side by side: the oldest, at most DUE_MOST
 * or DUE_HELD_MOST. Each list reads as many rows as it gives, however many are due. */
enum status due_list(struct db *db, enum due_kind kind, struct list *out) MUST_USE NONNULL(1,
                                                                                           3);
/* At most DUE_NEW_MOST that became due last: so a text just written stands behind nobody's
 * campaign (DI-07). */
enum status due_list_new(struct db *db, enum due_kind kind, struct list *out) MUST_USE
    NONNULL(1, 3);
/* At most DUE_TURN_MOST behind a place: what a campaign of one moment stands before. */
enum status due_list_behind(struct db *db, enum due_kind kind, struct due_place place,
                            struct list *out) MUST_USE NONNULL(1, 4);
/* Of such a list; zeroed if it is empty. */
struct due_place due_list_last(const struct list *rows) NONNULL(1);

/* The carrier that messages leave by: the first that is enabled. NOT_FOUND if none is. */
enum status due_route(struct db *db, uint64_t *route_id) MUST_USE NONNULL(1, 2);

/* Move messages of the tenant's account one way, at most DUE_BATCH, in one transaction: to
 * `queued`, into the outbox, or to `held`; the inbox follows those that were not on hold by
 * way of message_news. One that is not waiting any more is passed over; *moved tells how
 * many went. */
struct due_batch {
    const struct due *rows;
    size_t count;
    enum message_state to;
    struct str why;    /* for `held` */
    uint64_t route_id; /* for `queued` */
};
enum status due_move(struct tenant *t, const struct due_batch *batch, uint32_t *moved) MUST_USE
    NONNULL(1, 2, 3);

/* Move one message another way, and let the inbox follow: to `queued` (then it goes into the
 * outbox for `route_id`), `rejected` or `expired`. OK also if it is not waiting any more. */
struct due_turn {
    const struct due *due;
    enum message_state to;
    struct str why;
    uint64_t route_id; /* for `queued` */
};
enum status due_settle(struct tenant *t, const struct due_turn *turn) MUST_USE NONNULL(1, 2);

/* Accounts that may not send now, by id; at most DUE_STOPPED_MOST. */
enum { DUE_STOPPED_MOST = 1000, DUE_WAKE_MOST = 1000 };
struct due_stopped {
    uint64_t root_id;
    uint64_t account_id;
};
extern const struct shape due_stopped_shape;
enum status due_stopped(struct db *db, struct list *out) MUST_USE NONNULL(1, 2);

/* What the account has on hold because it was stopped is due at once: at most DUE_WAKE_MOST,
 * *count tells how many. */
enum status due_wake(struct tenant *t, uint64_t *count) MUST_USE NONNULL(1, 2);

extern const struct stmt due_rows;
extern const struct stmt due_new_rows;
extern const struct stmt due_behind_rows;
extern const struct stmt due_route_first;
extern const struct stmt due_take;
extern const struct stmt due_take_group;
extern const struct stmt due_outbox_group;
extern const struct stmt due_hold;
extern const struct stmt due_end;
extern const struct stmt due_outbox;
extern const struct stmt due_stopped_accounts;
extern const struct stmt due_wake_rows;
#define DUE_ASKS                                                                               \
    &due_rows, &due_new_rows, &due_behind_rows, &due_take_group, &due_outbox_group,            \
        &due_route_first, &due_take, &due_hold, &due_end, &due_outbox, &due_stopped_accounts,  \
        &due_wake_rows, &message_news_add, CONVERSATION_FOLLOW_ASKS
