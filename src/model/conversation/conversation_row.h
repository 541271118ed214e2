/* conversation_row.h: a conversation's rows while a transaction changes them
 *
 * For the files of model/ alone. The locks are always taken in one order: the conversation,
 * the projection of one user, then the counters of the inbox. What the counters change by is
 * the difference between the rows before and after, so that counts cannot drift from rows. */
#pragma once

#include <stdbool.h>

#include "base/shape.h"
#include "base/status.h"
#include "db/tenant.h"
#include "model/conversation/inbox.h"
#include "model/message/message.h"

/* The account's row. last_message_id 0: made just now, nobody has seen it yet. */
struct held {
    uint64_t conversation_id;
    uint64_t sender_id;
    bool closed;
    bool unread;
    uint64_t last_message_id;
    unsigned last_state;
    uint64_t out_message_id;
    uint64_t out_user_id;
    struct stamp out_at;
};
extern const struct shape held_shape;

/* One user's projection. last_message_id 0: there is none yet. */
struct held_mine {
    bool unread;
    uint64_t last_message_id;
    unsigned last_state;
};
extern const struct shape held_mine_shape;

/* What both rows show of their last message. */
struct last {
    uint64_t message_id;
    struct stamp at;
    enum direction direction;
    enum message_state state;
    uint64_t user_id; /* who wrote it; 0 for inbound */
    struct str user_name;
    struct str preview;
};

struct conversation_change {
    struct held before;
    struct held after;
    uint64_t user_id; /* whose projection is held; 0: nobody's */
    struct held_mine mine_before;
    struct held_mine mine_after;
    const struct last *last; /* a new message; NULL: none came */
};

/* Lock the rows and start with after = before. user_id 0: only the account's. By pair, the
 * conversation is made if it is missing; by id NOT_FOUND. */
enum status change_of_pair(struct tenant *t, uint64_t sender_id, struct str msisdn,
                           uint64_t message_id, struct conversation_change *out) MUST_USE
    NONNULL(1, 5);
enum status change_of(struct tenant *t, uint64_t conversation_id,
                      struct conversation_change *out) MUST_USE NONNULL(1, 3);
enum status change_for(struct tenant *t, uint64_t user_id,
                       struct conversation_change *change) MUST_USE NONNULL(1, 3);

/* A new message: becomes the last one of both rows unless a newer one is there already. */
void change_last(struct conversation_change *change, const struct last *last) NONNULL(1, 2);

/* Add what this change does to the counters. */
void change_count(const struct conversation_change *change, struct inbox_change *sum)
    NONNULL(1, 2);
/* Write what differs, stamped with the versions. */
enum status change_write(struct tenant *t, const struct conversation_change *change,
                         const struct inbox_version *version) MUST_USE NONNULL(1, 2, 3);
/* Count, bump, write: the whole for a single conversation. Nothing if nothing differs. */
enum status change_apply(struct tenant *t, const struct conversation_change *change) MUST_USE
    NONNULL(1, 2);

extern const struct stmt held_by_id;
extern const struct stmt held_by_pair;
extern const struct stmt held_add;
extern const struct stmt held_show;
extern const struct stmt held_mark;
extern const struct stmt held_early;
extern const struct stmt held_mine_early;
extern const struct stmt held_mine_by_id;
extern const struct stmt held_mine_add;
extern const struct stmt held_mine_show;
extern const struct stmt held_mine_mark;
/* For marking, closing, following: no new message. */
#define CHANGE_MARK_ASKS                                                                       \
    &held_by_id, &held_mine_by_id, &held_mark, &held_mine_mark, INBOX_CHANGE_ASKS
/* For messages that come in or go out. */
#define CHANGE_ASKS                                                                            \
    CHANGE_MARK_ASKS, &held_by_pair, &held_add, &held_show, &held_mine_add, &held_mine_show,   \
        &held_early, &held_mine_early
