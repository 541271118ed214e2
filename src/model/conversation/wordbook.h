/* wordbook.h: the words of messages, written down for the search
 *
 * Follows the messages by their ids, a good while behind: ids are made before their
 * transaction ends, so that a younger one may show before an older. What is not folded yet
 * the search reads in the messages themselves. */
#pragma once

#include "db/db.h"

enum { WORDBOOK_MOST = 200 /* messages a call */ };

/* Fold the next messages, one transaction; *count tells how many they were. To do so twice
 * changes nothing. */
enum status wordbook_fold(struct db *db, uint64_t *count) MUST_USE NONNULL(1, 2);

/* The same for messages whose id is smaller: for tests. */
enum status wordbook_fold_before(struct db *db, uint64_t before, uint64_t *count) MUST_USE
    NONNULL(1, 3);

extern const struct stmt wordbook_cursor;
extern const struct stmt wordbook_messages;
extern const struct stmt wordbook_add;
extern const struct stmt wordbook_move;
#define WORDBOOK_ASKS &wordbook_cursor, &wordbook_messages, &wordbook_add, &wordbook_move
