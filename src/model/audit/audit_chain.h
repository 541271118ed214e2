/* audit_chain.h: what an audit row's hash is taken of
 *
 * hash = SHA-256(prev || bytes), where prev is the 32 bytes of the row before (zeros in the
 * first), and bytes are the columns in this order, each as a netstring (`LENGTH:BYTES,`, the
 * length in decimal), NULL as `-,`:
 *
 *     root_id account_id seq at user_id user_name address action object was became
 *
 * Numbers are written in decimal and `at` as 2026-11-24T05:47:34.123456Z. A length before
 * each column keeps one row from being read as another. Anybody can recompute it: nothing of
 * it is secret (LG-04). */
#pragma once

#include "base/shape.h"
#include "base/status.h"
#include "crypto/hash.h"

/* One row of the table, and of audit_outside with root_id and account_id 0. */
struct audit_row {
    uint64_t root_id;
    uint64_t account_id;
    uint64_t seq;
    struct stamp at;
    uint64_t user_id; /* 0: NULL */
    struct str user_name;
    struct str address;
    struct str action;
    struct str object;
    struct str was;    /* absent: NULL */
    struct str became; /* absent: NULL */
    struct str prev;   /* 32 bytes */
    struct str hash;   /* 32 bytes */
};
extern const struct shape audit_row_shape;

/* The bytes without prev. They live as long as the arena. */
struct str audit_bytes(struct arena *arena, const struct audit_row *row) NONNULL(1, 2);

/* The hash that the row ought to have; row->hash is not looked at. BROKEN if the library
 * fails. */
enum status audit_hash(struct arena *arena, const struct audit_row *row,
                       struct digest *out) MUST_USE NONNULL(1, 2, 3);
