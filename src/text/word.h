/* word.h: words as a search compares them */
#pragma once

#include "base/status.h"
#include "base/str.h"

/* A copy without letter case, diacritics and width ("Zoë" and "ＺＯＥ" give "zoe"), blanks
 * run together and trimmed, in NFC. INVALID if the text is not UTF-8. */
enum status word_fold(struct arena *arena, struct str text, struct str *out) MUST_USE
    NONNULL(1, 3);

/* Initials for an avatar: first letters of the first and the last word, in capitals ("TO"
 * for Tess Okafor); empty if there is no letter. */
struct str word_initials(struct arena *arena, struct str name) NONNULL(1);
