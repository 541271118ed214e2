/* totp_recovery.h: codes to keep on paper, each good once where the app's would be asked
 *
 * 80 random bits, shown as sixteen letters and digits of base32 in groups of four:
 * "abcd-efgh-2345-klmn". The tables keep only the SHA-256; with so many bits that is enough
 * (requirement AU-09). */
#pragma once

#include "base/status.h"
#include "base/str.h"
#include "crypto/hash.h"

enum { RECOVERY_CODES = 10, RECOVERY_BYTES = 10, RECOVERY_LETTERS = 16 };

/* A new code as it is shown, and what the table keeps of it. BROKEN: no randomness. */
enum status recovery_make(struct arena *secret, struct str *text, struct digest *hash) MUST_USE
    NONNULL(1, 2, 3);

/* What the table would keep of a typed one: case, blanks and dashes do not matter. INVALID if
 * it can't be one of ours. */
enum status recovery_hash(struct arena *secret, struct str typed, struct digest *out) MUST_USE
    NONNULL(1, 3);
