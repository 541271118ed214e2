/* audit_seal.h: the end of an audit chain, signed (LG-04)
 *
 * A seal is one word, the same in the log, in a mail and in the table's columns:
 *
 *     branchline-seal:1:NUMBER:ROOT:SEQ:AT:HASH:KEY:SIGNATURE
 *
 * 1 is this form, NUMBER counts all seals from 1 without a gap, HASH is that of row SEQ of tree
 * ROOT (audit_chain.h) and so covers every row before it, KEY names the key (sign.h). Numbers
 * are decimal, AT as 2026-11-24T05:47:34.123456Z, bytes in lower-case hex. SIGNATURE is Ed25519
 * of all that stands before its colon. */
#pragma once

#include <stdint.h>

#include "base/shape.h"
#include "base/status.h"
#include "crypto/sign.h"

struct audit_seal {
    uint64_t number;
    uint64_t root_id; /* 0: the operator's own chain */
    uint64_t seq;
    struct stamp at;      /* by the signer's clock */
    struct str hash;      /* 32 bytes */
    struct str key_id;    /* 8 bytes */
    struct str signature; /* 64 bytes */
};
extern const struct shape audit_seal_shape;

/* Set key_id and signature. BROKEN if the library fails. */
enum status audit_seal_sign(struct arena *arena, const struct sign_key *key,
                            struct audit_seal *seal) MUST_USE NONNULL(1, 2, 3);

struct str audit_seal_word(struct arena *arena, const struct audit_seal *seal) NONNULL(1, 2);

/* The first seal's word in a line of a log or a mail; absent if there is none. */
struct str audit_seal_find(struct str line);

/* What a word says but for its time, which nobody compares. INVALID if it is no seal. */
enum status audit_seal_read(struct arena *arena, struct str word,
                            struct audit_seal *out) MUST_USE NONNULL(1, 3);

/* Public keys, the newest last. */
struct audit_keys {
    struct sign_public *keys;
    size_t count;
};

/* A file of public keys, 64 hex digits a line. INVALID with a sentence in *why. */
enum status audit_keys_read(struct arena *arena, const char *path, struct audit_keys *out,
                            struct str *why) MUST_USE NONNULL(1, 2, 3, 4);

/* NOT_FOUND if none of the keys is the one it names; INVALID if it was not signed with it. */
enum status audit_seal_prove(struct arena *arena, const struct audit_keys *keys,
                             struct str word) MUST_USE NONNULL(1, 2);
