/* utf8.h: text from outside, proved to be UTF-8 (RFC 3629) before anything else sees it
 *
 * Refused: overlong forms, surrogates, beyond U+10FFFF, cut sequences, NUL, DEL and the C0
 * controls; TAB, LF and CR pass where lines are allowed (requirement IO-01). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

enum utf8_lines { UTF8_ONE_LINE, UTF8_LINES };

enum { UTF8_REPLACEMENT = 0xfffd };

bool utf8_is_valid(struct str text, enum utf8_lines lines);

/* Number of code points of valid text. */
size_t utf8_count(struct str text);

/* Cut the first code point off *rest, which must not be empty. A byte that begins no valid
 * sequence gives UTF8_REPLACEMENT and is skipped alone. */
uint32_t utf8_next(struct str *rest) NONNULL(1);

/* Append one code point. */
void utf8_put(struct strbuf *buf, uint32_t point) NONNULL(1);

/* Limits on a text, each counted after normalisation; 0 means none. */
struct utf8_limit {
    enum utf8_lines lines;
    size_t points;
    size_t bytes;
};

/* A typed text as it is stored: valid, in NFC, line ends as LF. INVALID if it is not UTF-8
 * or has a forbidden control character; TOO_MUCH if it is over a limit: *out has it all the
 * same, for a page that shows it again. */
enum status utf8_take(struct arena *arena, const struct utf8_limit *limit, struct str typed,
                      struct str *out) MUST_USE NONNULL(1, 2, 4);
