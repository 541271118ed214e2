/* hash.h: SHA-256 (FIPS 180-4) and HMAC-SHA256 (RFC 2104) */
#pragma once

#include "base/status.h"
#include "base/str.h"

enum { DIGEST_BYTES = 32 };

struct digest {
    unsigned char bytes[DIGEST_BYTES];
};

/* BROKEN if the library fails, in both. */
enum status hash_sha256(struct str text, struct digest *out) MUST_USE NONNULL(2);
enum status hash_hmac(struct str key, struct str text, struct digest *out) MUST_USE NONNULL(3);

/* View a digest's bytes, for binding to a BINARY(32) column. */
struct str digest_str(const struct digest *digest) NONNULL(1);
