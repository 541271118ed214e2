/* outbox_share.h: whose messages leave next: by class, then by turns of the accounts
 *
 * Classes go strictly one after the other (alerts, what people wrote, campaigns). Within one
 * each account with something waiting has its turn, and in it as much as the next; so a
 * campaign of a million delays another account's by a turn (DI-07). */
#pragma once

#include "model/carrier/outbox.h"

enum { OUTBOX_CLASSES = 3 };

/* Up to `most` free rows of the route that may leave now, none of them taken yet. turns[class]
 * is the account that had the last turn, 0 at first; it moves on. *more: there may be rows that
 * had no place, or whose account has had its share. */
enum status outbox_share(struct db *db, uint64_t route_id, uint32_t most,
                         uint64_t turns[OUTBOX_CLASSES], struct list *out, bool *more) MUST_USE
    NONNULL(1, 4, 5, 6);

extern const struct stmt outbox_share_next;
extern const struct stmt outbox_share_rows;
#define OUTBOX_SHARE_ASKS &outbox_share_next, &outbox_share_rows
