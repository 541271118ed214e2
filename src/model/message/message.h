/* message.h: one text to or from one number, and the thread it stands in */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/tenant.h"
#include "model/conversation/scope.h"
#include "model/message/message_state.h"
#include "text/coding.h"

enum direction { DIRECTION_OUT, DIRECTION_IN };
enum message_class { CLASS_NORMAL, CLASS_CAMPAIGN, CLASS_ALERT };
enum message_origin { ORIGIN_PAGE, ORIGIN_API, ORIGIN_EMAIL, ORIGIN_RULE, ORIGIN_HANDSET };

extern const char *const direction_words[];
extern const char *const message_class_words[];
extern const char *const message_origin_words[];

enum { THREAD_PAGE = 50 };

struct message {
    uint64_t message_id;
    uint64_t account_id;
    uint64_t conversation_id;
    unsigned direction; /* enum direction */
    struct str sender;  /* ours, E.164 */
    struct str msisdn;  /* theirs, E.164 (or a carrier's short code, as it came) */
    struct str msisdn_typed;
    struct str body;
    unsigned encoding; /* enum encoding */
    uint8_t parts;
    unsigned class; /* enum message_class */
    unsigned state; /* enum message_state */
    struct str why; /* see message_why_people; absent if none */
    unsigned origin;
    uint64_t user_id;     /* outbound: its writer; inbound: whom it answers; 0: nobody */
    struct str user_name; /* outbound: its writer's; absent for inbound */
    uint64_t in_reply_to; /* inbound: the message it answers; 0: none */
    bool repeated;        /* inbound: perhaps the carrier sent it twice */
    struct stamp accepted_at;
    struct stamp due_at;
    struct stamp queued_at;
    struct stamp final_at;
};

extern const struct shape message_shape;

/* For statements that read whole messages: its members in their order, of alias m. */
#define MESSAGE_COLUMNS                                                                        \
    "SELECT m.message_id, m.account_id, m.conversation_id, m.direction, m.sender, m.msisdn,"   \
    "       m.msisdn_typed, m.body, m.encoding, m.parts, m.class, m.state, m.why, m.origin,"   \
    "       m.user_id, m.user_name, m.in_reply_to, m.repeated, m.accepted_at, m.due_at,"       \
    "       m.queued_at, m.final_at"                                                           \
    "  FROM message AS m"

/* A message one may see: INBOX_ACCOUNT any of the account, INBOX_MINE one's own. NOT_FOUND. */
enum status message_find(struct tenant *t, enum inbox_scope scope, uint64_t message_id,
                         struct message *out) MUST_USE NONNULL(1, 4);

/* Part of a thread: up to THREAD_PAGE messages, oldest first. */
struct thread_query {
    enum inbox_scope scope; /* INBOX_ACCOUNT or INBOX_MINE */
    uint64_t conversation_id;
    uint64_t before; /* only messages older than this id; 0: the newest */
    uint64_t least;  /* conversation.first_message_id: spares the months before it */
};

/* Rows of struct message; *more tells whether older ones exist. May be empty. */
enum status message_thread(struct tenant *t, const struct thread_query *query, struct list *out,
                           bool *more) MUST_USE NONNULL(1, 2, 3, 4);

/* One step of a message's life. `unknown` sets due_at to 48 hours from now, when schedd
 * looks again; a final state sets final_at; every step replaces `why`. The inbox is not
 * touched: see message_news.h and conversation_follow. */
struct message_step {
    uint64_t message_id;
    enum message_state from;
    enum message_state to;
    struct str why; /* absent for none */
};

/* CONFLICT if the message is no longer in `from`. */
enum status message_advance(struct tenant *t, const struct message_step *step) MUST_USE
    NONNULL(1, 2);

/* A new row, inside a transaction that holds its conversation. */
enum status message_add(struct tenant *t, const struct message *message) MUST_USE NONNULL(1, 2);

extern const struct stmt message_add_row;
extern const struct stmt message_by_id;
extern const struct stmt message_by_id_mine;
extern const struct stmt message_thread_account;
extern const struct stmt message_thread_mine;
extern const struct stmt message_advance_row;

/* For the tables of programs. */
#define MESSAGE_READ_ASKS                                                                      \
    &message_by_id, &message_by_id_mine, &message_thread_account, &message_thread_mine
