/* audit_list.h: the audit log as it is read: newest first, narrowed by what one looks for
 *
 * Paged by `at`, which no two rows of a tree share; the number of a row in its chain would
 * tell a sub-account how much the others do. */
#pragma once

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/tenant.h"

enum { AUDIT_PAGE = 50, AUDIT_BATCH = 1000, AUDIT_SEARCH_MOST = 100 /* code points */ };

struct audit_event {
    struct stamp at;
    uint64_t account_id;
    struct str account_name;
    uint8_t account_line;
    uint64_t user_id; /* 0: a program, or nobody who is known */
    struct str user_name;
    struct str address; /* empty: not over the network */
    struct str action;
    struct str object;
    struct str was;    /* absent: there was nothing before */
    struct str became; /* absent: there is nothing now */
};
extern const struct shape audit_event_shape;

/* What is looked for. Absent or empty texts, 0 and STAMP_NONE narrow nothing. */
struct audit_query {
    bool tree;           /* the whole tree: needs a tenant that sees it */
    uint64_t account_id; /* only with tree */
    struct str words;    /* part of object, before, after or address */
    struct str person;   /* part of a name */
    struct str action;   /* a word of audit_word.h */
    struct stamp from;   /* not before */
    struct stamp until;  /* before this */
};

/* Up to AUDIT_PAGE events that are older than `before` (STAMP_NONE: the newest); *more: there
 * are older ones. TOO_MUCH if a text is over AUDIT_SEARCH_MOST. */
enum status audit_page(struct tenant *t, const struct audit_query *query, struct stamp before,
                       struct list *out, bool *more) MUST_USE NONNULL(1, 2, 4, 5);

/* Up to AUDIT_BATCH of them, for what takes all; ended by an empty batch. */
enum status audit_batch(struct tenant *t, const struct audit_query *query, struct stamp before,
                        struct list *out) MUST_USE NONNULL(1, 2, 4);

extern const struct stmt audit_page_own;
extern const struct stmt audit_page_tree;
extern const struct stmt audit_page_branch;
extern const struct stmt audit_batch_own;
extern const struct stmt audit_batch_tree;
extern const struct stmt audit_batch_branch;
#define AUDIT_PAGE_ASKS                                                                        \
    &audit_page_own, &audit_page_tree, &audit_page_branch, &audit_batch_own,                   \
        &audit_batch_tree, &audit_batch_branch
