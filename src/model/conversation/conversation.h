/* conversation.h: all messages between one of our numbers and one contact number
 *
 * Unread is a mark of the conversation; the account's and each user's own are independent.
 * Only a new inbound text reopens a closed conversation by itself. */
#pragma once

#include <stdbool.h>

#include "base/idgen.h"
#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/tenant.h"
#include "model/conversation/conversation_row.h"
#include "model/conversation/inbox.h"
#include "model/message/message.h"

struct conversation {
    uint64_t conversation_id;
    uint64_t sender_id;
    struct str sender;       /* our number */
    struct str msisdn;       /* theirs */
    struct str contact_name; /* absent: not a contact */
    bool unread;             /* INBOX_MINE: the reader's own mark, as is all below */
    bool closed;             /* INBOX_MINE: false */
    uint64_t first_message_id;
    uint64_t last_message_id;
    struct stamp last_at;
    uint64_t version; /* grows with every change the reader may see */
};
extern const struct shape conversation_shape;

/* INBOX_ACCOUNT or INBOX_MINE. NOT_FOUND if it is not in the account, or holds nothing of
 * the reader's. */
enum status conversation_find(struct tenant *t, enum inbox_scope scope,
                              uint64_t conversation_id, struct conversation *out) MUST_USE
    NONNULL(1, 4);

/* Mark it read, unless something newer than `seen` (the newest message id that the reader
 * was shown; 0: whatever is there) has come; OK then too. INBOX_ACCOUNT sets the account's
 * mark and the reader's own, INBOX_MINE the own one alone. NOT_FOUND as above. */
enum status conversation_read(struct tenant *t, enum inbox_scope scope,
                              uint64_t conversation_id, uint64_t seen) MUST_USE NONNULL(1);
/* Set the account's mark (INBOX_ACCOUNT) or the reader's own (INBOX_MINE) again. */
enum status conversation_unread(struct tenant *t, enum inbox_scope scope,
                                uint64_t conversation_id) MUST_USE NONNULL(1);

/* Close it, which marks it read for the account, or open it again; the event keeps the
 * tenant's user and `user_name`. CONFLICT if it is so already; NOT_FOUND. `ids` makes the
 * event's id (see node_ready). */
enum status conversation_close(struct tenant *t, struct idgen *ids, uint64_t conversation_id,
                               struct str user_name) MUST_USE NONNULL(1, 2);
enum status conversation_reopen(struct tenant *t, struct idgen *ids, uint64_t conversation_id,
                                struct str user_name) MUST_USE NONNULL(1, 2);

enum event_kind { EVENT_CLOSED, EVENT_REOPENED };
extern const char *const event_kind_words[];

struct conversation_event {
    uint64_t event_id;    /* sorts among message ids */
    unsigned kind;        /* enum event_kind */
    struct str user_name; /* absent: a new inbound text did it */
    struct stamp happened_at;
};
extern const struct shape conversation_event_shape;

/* Events of a thread from event_id `least` on (that of the oldest message shown; 0: all), at
 * most 200, oldest first. For INBOX_ACCOUNT alone: they tell of others' work. */
enum status conversation_events(struct tenant *t, uint64_t conversation_id, uint64_t least,
                                struct list *out) MUST_USE NONNULL(1, 4);

/* A message's state changed: let the rows that show this message as their last one follow,
 * and nothing else. Inside a transaction that holds the message's row. */
enum status conversation_follow(struct tenant *t, const struct message *message,
                                enum message_state state) MUST_USE NONNULL(1, 2);

extern const struct stmt conversation_by_id;
extern const struct stmt conversation_by_id_mine;
extern const struct stmt conversation_event_list;
#define CONVERSATION_READ_ASKS                                                                 \
    &conversation_by_id, &conversation_by_id_mine, &conversation_event_list

extern const struct stmt conversation_event_add;
extern const struct stmt conversation_shows;
/* For marking read and unread, closing and reopening. */
#define CONVERSATION_MARK_ASKS CHANGE_MARK_ASKS, &conversation_event_add
/* For conversation_follow. */
#define CONVERSATION_FOLLOW_ASKS CHANGE_MARK_ASKS, &conversation_shows
