/* audit_verify.h: is a chain of audit rows as it was written?
 *
 * Whoever may write the table can make a whole new chain, and nothing in the database would
 * show it; so the heads are copied to another machine now and then (`branchline audit anchor`)
 * and compared with what stands here (LG-04). */
#pragma once

#include <stdint.h>

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "crypto/hash.h"
#include "db/global.h"

enum audit_fault {
    AUDIT_WHOLE,
    AUDIT_MISSING,  /* the row is gone, or a number was left out */
    AUDIT_CHANGED,  /* the row is not the one that its hash was taken of */
    AUDIT_UNLINKED, /* the row does not follow the one before: one of the two was put there */
    AUDIT_BEYOND,   /* the row stands behind the chain's end */
    AUDIT_HEADLESS, /* the end of the chain is not known */
    AUDIT_OTHER,    /* the row is not the one that was anchored */
};

struct audit_verdict {
    enum audit_fault fault;
    uint64_t seq;    /* of the first row that is wrong; AUDIT_WHOLE: of the last */
    struct stamp at; /* of the last row that was found right; STAMP_NONE if there is none */
};

/* A chain, by its end. */
struct audit_chain {
    uint64_t root_id;
    struct str name; /* the parent's; absent for the operator's own chain */
    uint64_t seq;    /* 0: it has rows, but no end is known */
    struct stamp at;
    struct str hash;
};
extern const struct shape audit_chain_shape;

/* All chains, by root_id; 0 is the operator's. */
enum status audit_chain_list(struct db *db, struct list *out) MUST_USE NONNULL(1, 2);

/* Read a chain from its first row to its end. The database's visit uses `scratch`, which is
 * reset again and again. OK whatever the verdict is. */
enum status audit_verify(struct db *db, struct arena *scratch, uint64_t root_id,
                         struct audit_verdict *out) MUST_USE NONNULL(1, 2, 4);

/* Is this row's hash the one that was anchored? 32 bytes. */
enum status audit_verify_anchor(struct db *db, uint64_t root_id, uint64_t seq, struct str hash,
                                struct audit_verdict *out) MUST_USE NONNULL(1, 5);

extern const struct stmt audit_chains;
extern const struct stmt audit_chain_end;
extern const struct stmt audit_rows_tree;
extern const struct stmt audit_rows_outside;
extern const struct stmt audit_beyond_tree;
extern const struct stmt audit_beyond_outside;
#define AUDIT_VERIFY_ASKS                                                                      \
    &audit_chains, &audit_chain_end, &audit_rows_tree, &audit_rows_outside,                    \
        &audit_beyond_tree, &audit_beyond_outside
