/* key_file.h: a key of 32 random bytes, from its file in the secret folder */
#pragma once

#include "base/conf.h"
#include "base/status.h"
#include "base/str.h"

enum { KEY_FILE_BYTES = 32 };

/* Read secret_dir/NAME, 64 hex digits. INVALID with a sentence in *why. `arena` holds the
 * digits meanwhile. */
enum status key_file_read(struct arena *arena, const struct conf *conf, const char *name,
                          unsigned char out[KEY_FILE_BYTES], struct str *why) MUST_USE
    NONNULL(1, 2, 3, 4, 5);
