/* receipt.h: what carriers say of our messages, written to part, message and inbox, for dlrd
 *
 * A receipt finds its part by (route, normalised id), never by its content; only one whose id
 * nobody knows by other things that it names (receipt_match.h). One that finds none, since it
 * came before the submit response, waits (parked) for 48 hours. All that it changes is changed
 * in the transaction that marks it applied, so that none is applied twice; the same said
 * again is counted and changes nothing. */
#pragma once

#include <stdbool.h>

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/global.h"
#include "db/tenant.h"
#include "model/carrier/carrier.h"
#include "model/conversation/conversation.h"
#include "model/message/message.h"

enum { RECEIPT_MOST = 500 };

struct receipt_row {
    uint64_t raw_id;
    uint64_t route_id;
    unsigned outcome; /* enum message_state */
    struct str error;
    struct stamp came_at;
    struct str msisdn; /* these four for receipt_match */
    bool has_reference;
    uint32_t reference;
    struct stamp taken_at;
    struct str excerpt;
    uint64_t root_id; /* of the part that its id names; 0: nobody knows the id */
    uint64_t account_id;
    uint64_t message_id;
    uint8_t part_no;
    uint64_t user_id; /* who wrote the message; 0: a program */
};
extern const struct shape receipt_row_shape;

/* Receipts that nobody has looked at: the oldest, by account, user and age. */
enum status receipt_list_new(struct db *db, struct list *out) MUST_USE NONNULL(1, 2);

/* Parked ones whose part may be known now. What came a moment before its answer is among the
 * newest 200, which are looked at each time; of all others, which stay for 48 hours, only
 * the next 1,000 behind *swept, which moves on, and begins again with 0 behind the last. */
enum status receipt_list_ripe(struct db *db, uint64_t *swept, struct list *out) MUST_USE
    NONNULL(1, 2, 3);

/* Its part is not known yet. CONFLICT if it was parked before, or applied meanwhile. */
enum status receipt_park(struct db *db, uint64_t raw_id) MUST_USE NONNULL(1);
/* Give up parked ones that are older than 48 hours, at most 1,000; *count tells how many. */
enum status receipt_give_up(struct db *db, uint64_t *count) MUST_USE NONNULL(1, 2);

/* Write it. `t` is the tenant of ref's account. OK also if it has been applied already. */
enum status receipt_apply(struct db *db, struct tenant *t, const struct receipt_row *receipt,
                          const struct carrier_ref *ref) MUST_USE NONNULL(1, 2, 3, 4);

/* Messages whose state esmed has changed (message_news.h), by account and user. */
struct news {
    uint64_t message_id;
    uint64_t root_id;
    uint64_t account_id;
    uint64_t user_id; /* as above */
};
extern const struct shape news_shape;
enum status receipt_news(struct db *db, struct list *out) MUST_USE NONNULL(1, 2);

/* Fold the message's parts, let the inbox follow, take the letter away. */
enum status receipt_follow(struct tenant *t, uint64_t message_id) MUST_USE NONNULL(1);

/* The word for why a message ended so; absent for none. */
struct str receipt_why(enum message_state state);

/* What the parts of a message make of it, as far as its own state lets them; `state` itself
 * if nothing. While esmed is at work on the message nothing is folded: it leaves a letter
 * when it is done. */
struct fold {
    enum message_state state;
    uint32_t parts; /* that the message has */
    uint32_t known; /* that have left; one that was throttled has not */
    uint32_t delivered;
    uint32_t enroute;
    uint32_t unknown;
    enum message_state bad; /* of the first that failed, was refused or expired */
    bool has_bad;
};
enum message_state receipt_fold(const struct fold *fold) MUST_USE NONNULL(1);
/* Count a part in, which is in this state; first part first. */
void receipt_fold_add(struct fold *fold, enum message_state state) NONNULL(1);

extern const struct stmt receipt_rows_new;
extern const struct stmt receipt_rows_ripe;
extern const struct stmt receipt_rows_swept;
extern const struct stmt receipt_sweep_end;
extern const struct stmt receipt_park_row;
extern const struct stmt receipt_give_up_rows;
extern const struct stmt receipt_apply_row;
extern const struct stmt receipt_message;
extern const struct stmt receipt_part;
extern const struct stmt receipt_part_move;
extern const struct stmt receipt_part_count;
extern const struct stmt receipt_parts;
extern const struct stmt receipt_news_rows;
extern const struct stmt receipt_news_take;
#define RECEIPT_ASKS                                                                           \
    &receipt_rows_new, &receipt_rows_ripe, &receipt_rows_swept, &receipt_sweep_end,            \
        &receipt_park_row, &receipt_give_up_rows, &receipt_apply_row, &receipt_message,        \
        &receipt_part, &receipt_part_move, &receipt_part_count, &receipt_parts,                \
        &receipt_news_rows, &receipt_news_take, &message_advance_row, CONVERSATION_FOLLOW_ASKS
