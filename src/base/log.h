/* log.h: one JSON object a line on standard error
 *
 * Only programs log, once per visit or event; libraries return a status. Never passed here:
 * passwords, tokens, cookies, message text (requirement LG-02). Control characters and
 * invalid UTF-8 are escaped, so that no text can forge a line. */
#pragma once

#include <stdint.h>

#include "base/str.h"

struct log_pair {
    const char *key;
    struct str text;
    int64_t number;
    int is_number;
};

#define LOG_TEXT(key_, text_)     ((struct log_pair){ .key = (key_), .text = (text_) })
#define LOG_NUMBER(key_, number_)                                                              \
    ((struct log_pair){.key = (key_), .number = (int64_t)(number_), .is_number = 1})

/* Name of this program, in every line. The text must outlive the process. */
void log_open(const char *program) NONNULL(1);

/* {"at":"…Z","level":"info","program":"inbox","event":"visit", …pairs}. One write(2) a line. */
void log_write(const char *level, const char *event, const struct log_pair *pairs, size_t count)
    NONNULL(1, 2);

#define LOG(level, event, ...)                                                     \
    log_write((level), (event), (struct log_pair[]){ __VA_ARGS__ },                \
              sizeof((struct log_pair[]){ __VA_ARGS__ }) / sizeof(struct log_pair))
