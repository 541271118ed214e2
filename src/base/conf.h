/* conf.h: the configuration file, `key = value` a line, # for comments
 *
 * Read once at start; the values live as long as the process. A missing key is a mistake
 * of the installation, so asking for one ends the program with a sentence (exit 78). The key
 * secret_dir is CREDENTIALS_DIRECTORY where the environment has that (systemd.exec(5)). */
#pragma once

#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

struct conf;

/* INVALID with a sentence in *why if the file can't be read or a line is not key = value. */
enum status conf_read(struct arena *arena, const char *path, struct conf **out, struct str *why)
    MUST_USE NONNULL(1, 2, 3, 4);

/* The value as a NUL-ended string; ends the program if the key is missing. */
const char *conf_text(const struct conf *conf, const char *key) RETURNS_NONNULL NONNULL(1, 2);
/* The same, or `otherwise` if the key is missing. */
const char *conf_text_or(const struct conf *conf, const char *key, const char *otherwise)
    NONNULL(1, 2);
/* A whole number min..max; `otherwise` if missing; ends the program if it is none. */
int64_t conf_number(const struct conf *conf, const char *key, int64_t min, int64_t max,
                    int64_t otherwise) NONNULL(1, 2);

/* The trimmed content of a file of at most 64 KiB, such as a password. BROKEN if unreadable. */
enum status conf_secret(struct arena *arena, const char *path, struct str *out)
    MUST_USE NONNULL(1, 2, 3);
