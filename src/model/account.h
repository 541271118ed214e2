/* account.h: the accounts of a tree, with what is open in each */
#pragma once

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/tenant.h"

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

extern const struct stmt account_tree;
