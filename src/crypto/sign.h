/* sign.h: who wrote a text: Ed25519 (RFC 8032, PureEdDSA)
 *
 * A key is 32 random bytes; what it signs anybody can prove who has its public half. The same
 * key and text always give the same signature. A key is named by the first 8 bytes of the
 * SHA-256 of its public half. */
#pragma once

#include "base/status.h"
#include "base/str.h"
#include "crypto/key_file.h"

enum { SIGN_PUBLIC_BYTES = 32, SIGN_ID_BYTES = 8, SIGN_BYTES = 64 };

struct sign_key {
    unsigned char bytes[KEY_FILE_BYTES];
};
struct sign_public {
    unsigned char bytes[SIGN_PUBLIC_BYTES];
    unsigned char id[SIGN_ID_BYTES];
};
struct signature {
    unsigned char bytes[SIGN_BYTES];
};

/* BROKEN if the library fails, in all of them. */
enum status sign_public_of(const struct sign_key *key, struct sign_public *out) MUST_USE
    NONNULL(1, 2);
/* INVALID if it is not 32 bytes. */
enum status sign_public_read(struct str bytes, struct sign_public *out) MUST_USE NONNULL(2);
enum status sign_make(const struct sign_key *key, struct str text,
                      struct signature *out) MUST_USE NONNULL(1, 3);
/* INVALID if the text was not signed with this key. */
enum status sign_check(const struct sign_public *key, struct str text,
                       struct str signature) MUST_USE NONNULL(1);
