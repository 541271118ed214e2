/* account.h: the owner of all data */
#pragma once

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/tenant.h"

struct account {
    uint64_t root_id;
    uint64_t account_id;
    struct str name;
    unsigned payment;       /* enum payment */
    unsigned account_state; /* enum account_state of model/access.h */
    struct str country;     /* ISO 3166-1 */
    struct str zone;        /* IANA name */
    uint8_t line;           /* colour, 1 to 7 */
    uint8_t reply_days;     /* how long an inbound text counts as a reply */
};

enum payment { PAYMENT_POSTPAID, PAYMENT_PREPAID };
extern const char *const payment_words[];

extern const struct shape account_shape;

/* The tenant's own account. */
enum status account_find(struct tenant *t, struct account *out) MUST_USE NONNULL(1, 2);

/* An account of the tree with its counts, for the merged page's filter and the
 * switcher. */
struct branch {
    uint64_t account_id;
    struct str name;
    uint8_t line;
    uint32_t open;
    uint32_t unread;
    uint32_t closed;
};
extern const struct shape branch_shape;

/* The parent first, then its sub-accounts by name; needs a tenant that sees the tree. */
enum status account_branches(struct tenant *t, struct list *out) MUST_USE NONNULL(1, 2);

extern const struct stmt account_own;
extern const struct stmt account_tree;
#define ACCOUNT_ASKS &account_own, &account_tree
