/* account.h: the accounts of a tree, with what is open in each
 *
 * A tree may have a thousand. A merged page lists them only while they are few, so that it
 * costs the same in any tree; more are looked for by name. All needs a tenant that sees the
 * tree. */
#pragma once

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/tenant.h"

enum { BRANCHES_FEW = 30, BRANCHES_PAGE = 100 };

/* An account of the tree with its counts. */
struct branch {
    uint64_t account_id;
    struct str name;
    uint8_t line;
    uint32_t open;
    uint32_t unread;
    uint32_t closed;
};
extern const struct shape branch_shape;

/* Only its name. */
struct twig {
    uint64_t account_id;
    struct str name;
};

/* Rows of struct twig, the parent first, then by name: all of the tree if they are at most
 * BRANCHES_FEW. *many: there are more; then the rows are some of them. */
enum status account_few(struct tenant *t, struct list *out, bool *many) MUST_USE
    NONNULL(1, 2, 3);

/* One by its id. NOT_FOUND if it is not in the tree. */
enum status account_branch(struct tenant *t, uint64_t account_id, struct branch *out) MUST_USE
    NONNULL(1, 3);

/* Rows of struct branch whose names hold `part` (all if it is empty), in the same order, at
 * most BRANCHES_PAGE. *more: there are more than these. */
enum status account_named(struct tenant *t, struct str part, struct list *out,
                          bool *more) MUST_USE NONNULL(1, 3, 4);

/* All of them as rows of struct branch, up to a thousand: not for a page opened often. */
enum status account_branches(struct tenant *t, struct list *out) MUST_USE NONNULL(1, 2);

extern const struct stmt account_tree;
extern const struct stmt account_tree_few;
extern const struct stmt account_tree_one;
extern const struct stmt account_tree_named;
#define ACCOUNT_TREE_ASKS &account_tree_few, &account_tree_one, &account_tree_named
