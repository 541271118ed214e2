/* inbox.h: counts and version of an inbox, per scope that somebody reads by
 *
 * Counts are of conversations. They are kept with the rows they count, by the same
 * predicate, in the same transaction. They are read with who asks (access.h), before any row:
 * what changes in between then comes again with the next question for changes, and nothing is
 * missed. */
#pragma once

#include "base/shape.h"
#include "base/status.h"
#include "db/tenant.h"
#include "model/conversation/scope.h"

struct inbox_count {
    uint32_t open; /* INBOX_MINE: all */
    uint32_t unread;
    uint32_t closed;  /* INBOX_MINE: 0, since a Basic user doesn't know */
    uint64_t version; /* grows with every change in the scope */
};

/* By how much the numbers of a scope change. */
struct inbox_delta {
    int32_t open;
    int32_t unread;
    int32_t closed;
};

/* What a transaction did to an inbox. The tree's counts change as the account's do. */
struct inbox_change {
    bool account; /* whether the account's rows changed at all */
    struct inbox_delta delta;
    uint64_t user_id; /* whose projection changed too; 0: nobody's */
    struct inbox_delta mine;
};

/* The versions to stamp the changed rows with; 0 where the change has none. */
struct inbox_version {
    uint64_t account;
    uint64_t user;
    uint64_t tree;
};

/* Inside a transaction, after every row is locked: its counter rows are the last locks that
 * are taken, in the order account, user, tree. */
enum status inbox_bump(struct tenant *t, const struct inbox_change *change,
                       struct inbox_version *out) MUST_USE NONNULL(1, 2, 3);

extern const struct stmt inbox_bump_account;
extern const struct stmt inbox_bump_user;
extern const struct stmt inbox_bump_tree;
extern const struct stmt inbox_open_account;
extern const struct stmt inbox_open_user;
extern const struct stmt inbox_open_tree;
#define INBOX_CHANGE_ASKS                                                                      \
    &inbox_bump_account, &inbox_bump_user, &inbox_bump_tree, &inbox_open_account,              \
        &inbox_open_user, &inbox_open_tree
