/* codec.h: bytes as text: hex, base32, base64url without padding (RFC 4648) and PHC's base64
 *
 * Decoders take the canonical spelling only, so that a value has exactly one. */
#pragma once

#include "base/status.h"
#include "base/str.h"

struct str hex_encode(struct arena *arena, struct str bytes) NONNULL(1); /* lower case */
/* INVALID if a character is no hex digit (either case) or their number is odd. */
enum status hex_decode(struct arena *arena, struct str text, struct str *out) MUST_USE
    NONNULL(1, 3);

/* Upper case, no padding. */
struct str base32_encode(struct arena *arena, struct str bytes) NONNULL(1);

struct str base64url_encode(struct arena *arena, struct str bytes) NONNULL(1);
enum status base64url_decode(struct arena *arena, struct str text, struct str *out) MUST_USE
    NONNULL(1, 3);

/* Standard alphabet, no padding, as in Argon2's PHC strings. */
struct str base64_encode(struct arena *arena, struct str bytes) NONNULL(1);
enum status base64_decode(struct arena *arena, struct str text, struct str *out) MUST_USE
    NONNULL(1, 3);
