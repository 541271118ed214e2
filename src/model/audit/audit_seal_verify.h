/* audit_seal_verify.h: are the rows of the audit log those that were sealed?
 *
 * What a good seal proves: when it was signed, row SEQ had this hash, and so all rows up to it
 * were as they are now. What it can't prove: anything of rows behind the last seal; and that no
 * seal was taken away from the end of the table, which only the copies elsewhere show. */
#pragma once

#include "db/global.h"
#include "model/audit/audit_seal.h"

enum seal_fault {
    SEAL_WHOLE,
    SEAL_KEYLESS, /* signed with a key that is not among those given */
    SEAL_FORGED,  /* not signed with the key that it names */
    SEAL_ROWLESS, /* its row is gone */
    SEAL_OTHER,   /* its row, or one before, is not what was sealed */
    SEAL_GONE,    /* a copy: the table has it no more */
    SEAL_ALIEN,   /* a copy: the table has another one for this row */
};

struct seal_verdict {
    enum seal_fault fault;
    uint64_t count;  /* of good seals */
    uint64_t number; /* of the first wrong seal; SEAL_WHOLE: of the last one */
    uint64_t seq;    /* its row … */
    uint64_t after;  /* … and that of the last good seal before it: what was done to the
                      * rows was done behind that one. 0: there is none */
    struct stamp at; /* when it was made */
};

/* The seals of one chain, up to the first that is wrong. The database's visit uses `scratch`,
 * which is reset again and again. OK whatever the verdict is. */
enum status audit_seals_verify(struct db *db, struct arena *scratch,
                               const struct audit_keys *keys, uint64_t root_id,
                               struct seal_verdict *out) MUST_USE NONNULL(1, 2, 3, 5);

/* One that was kept elsewhere, against the rows and the table. INVALID if the word is none. */
enum status audit_seal_verify(struct db *db, const struct audit_keys *keys, struct str word,
                              struct audit_seal *seal, struct seal_verdict *out) MUST_USE
    NONNULL(1, 2, 4, 5);

/* Numbers of seals that are missing before others, at most 100 stretches. */
struct seal_gap {
    uint64_t first;
    uint64_t last;
};
extern const struct shape seal_gap_shape;
enum status audit_seal_gaps(struct db *db, struct list *out) MUST_USE NONNULL(1, 2);

extern const struct stmt audit_seals_of;
extern const struct stmt audit_seal_at;
extern const struct stmt audit_seal_gap_list;
extern const struct stmt audit_hash_tree;
extern const struct stmt audit_hash_outside;
#define AUDIT_SEAL_VERIFY_ASKS                                                                 \
    &audit_seals_of, &audit_seal_at, &audit_seal_gap_list, &audit_hash_tree, &audit_hash_outside
