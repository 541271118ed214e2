/* seal.h: keeping a text where others can read the bytes: AES-256-GCM (NIST SP 800-38D)
 *
 * A sealed text is 1 byte of version, 12 of nonce, the text's own length, 16 of tag. The nonce
 * is random, so a key may seal 2^32 texts (SP 800-38D, 8.3). What it is bound to (`about`: the
 * row's name, say) goes into the tag alone: moved to another row it does not open. */
#pragma once

#include "base/conf.h"
#include "base/status.h"
#include "base/str.h"
#include "crypto/key_file.h"

enum { SEAL_KEY_BYTES = KEY_FILE_BYTES, SEAL_EXTRA = 1 + 12 + 16, SEAL_MOST = 1 << 20 };

struct seal_key {
    unsigned char bytes[SEAL_KEY_BYTES];
};

/* Read secret_dir/NAME, 64 hex digits. INVALID with a sentence in *why. `arena` holds the
 * digits meanwhile. */
enum status seal_key_read(struct arena *arena, const struct conf *conf, const char *name,
                          struct seal_key *out, struct str *why) MUST_USE
    NONNULL(1, 2, 3, 4, 5);

/* TOO_MUCH if the text has more than SEAL_MOST bytes; BROKEN if there is no randomness or the
 * library fails. */
enum status seal_shut(struct arena *arena, const struct seal_key *key, struct str about,
                      struct str text, struct str *out) MUST_USE NONNULL(1, 2, 5);

/* INVALID if it was not sealed with this key about this, or was changed since. What is opened
 * is copied into the arena: give one that is wiped, if the text is a secret. */
enum status seal_open(struct arena *arena, const struct seal_key *key, struct str about,
                      struct str sealed, struct str *out) MUST_USE NONNULL(1, 2, 5);
