/* password.h: password hashes: Argon2id in PHC strings (RFC 9106)
 *
 * $argon2id$v=19$m=65536,t=2,p=1$<salt, 16 bytes>$<tag, 32 bytes>. With a pepper the password
 * goes through HMAC-SHA256 first; the pepper is chosen at installation and stays. Pass
 * passwords as typed, but in NFC, from the wiped arena. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/str.h"
#include "crypto/gate.h"

enum {
    PASSWORD_MEMORY_LEAST = 19456, /* KiB; the floors of requirement AU-03 */
    PASSWORD_PASSES_LEAST = 2,
    PASSWORD_MEMORY_MOST = 1 << 20,
    PASSWORD_PASSES_MOST = 16,
};

/* How this installation hashes. */
struct hasher {
    uint32_t memory_kib; /* conf hash_memory_kib; raised to the floor if lower */
    uint32_t passes;     /* conf hash_passes; the same */
    struct str pepper;   /* bytes; absent for none */
    struct gate *gate;   /* NULL: none, for tools and tests */
};

/* Each call below costs one hash and may answer BUSY without hashing (the gate is full) or
 * BROKEN. */

/* A new PHC string for a password, with a salt of its own. */
enum status password_hash(struct arena *secret, const struct hasher *hasher,
                          struct str password, struct str *phc) MUST_USE NONNULL(1, 2, 4);

/* OK if the password is the one that was hashed, DENIED if not. A PHC string that can't be
 * read costs a hash too, then is DENIED. */
enum status password_verify(struct arena *secret, const struct hasher *hasher,
                            struct str password, struct str phc) MUST_USE NONNULL(1, 2);

/* For an unknown user: costs what password_verify costs. Always DENIED, BUSY or BROKEN. */
enum status password_verify_nobody(struct arena *secret, const struct hasher *hasher,
                                   struct str password) MUST_USE NONNULL(1, 2);

/* Whether a hash was made with less memory or fewer passes than now; hash again at sign-in. */
bool password_is_stale(struct arena *secret, const struct hasher *hasher,
                       struct str phc) MUST_USE NONNULL(1, 2);
