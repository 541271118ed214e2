/* receipt_group.h: receipts and letters of many messages, in one transaction
 *
 * The plain course of things only: each message once, all of one account and one writer, each
 * receipt's part named by its id, and no part at work. What becomes of each is decided as for
 * one (receipt.h). CONFLICT has changed nothing: then the caller goes one by one. */
#pragma once

#include "model/carrier/receipt.h"

enum { RECEIPT_GROUP = 50 };

struct receipt_group {
    size_t count;
    uint64_t user_id;                                  /* who wrote all of them; 0: a program */
    uint64_t message_ids[RECEIPT_GROUP];               /* distinct */
    const struct receipt_row *receipts[RECEIPT_GROUP]; /* NULL: a letter stands for it */
};

/* `t` is the tenant of the account. */
enum status receipt_group_apply(struct db *db, struct tenant *t,
                                const struct receipt_group *group) MUST_USE NONNULL(1, 2, 3);

/* Nobody knows the parts of these yet, and nothing but an id can tell; 1 to RECEIPT_GROUP. */
enum status receipt_group_park(struct db *db, const uint64_t *raw_ids, size_t count) MUST_USE
    NONNULL(1, 2);

extern const struct stmt receipt_group_lock;
extern const struct stmt receipt_group_named;
extern const struct stmt receipt_group_parts;
extern const struct stmt receipt_group_part_move;
extern const struct stmt receipt_group_advance;
extern const struct stmt receipt_group_news_take;
extern const struct stmt receipt_group_shows;
extern const struct stmt receipt_group_park_rows;
#define RECEIPT_GROUP_ASKS                                                                     \
    &receipt_group_lock, &receipt_group_named, &receipt_group_parts, &receipt_group_part_move, \
        &receipt_group_advance, &receipt_group_news_take, &receipt_group_shows,                \
        &receipt_group_park_rows
