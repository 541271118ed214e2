/* token.h: what a cookie or a link carries: 32 random bytes, shown as 43 characters
 *
 * The tables keep only the SHA-256 of the characters, so that a stolen table opens no
 * session. */
#pragma once

#include "base/status.h"
#include "base/str.h"
#include "crypto/hash.h"

enum { TOKEN_BYTES = 32, TOKEN_CHARS = 43 };

/* A new token in base64url. BROKEN if there is no randomness. Take it in the wiped arena. */
enum status token_make(struct arena *secret, struct str *out) MUST_USE NONNULL(1, 2);

/* What the table keeps of a token. INVALID if the text can't be one of ours. */
enum status token_hash(struct str token, struct digest *out) MUST_USE NONNULL(2);
