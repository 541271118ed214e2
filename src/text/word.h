/* word.h: words as a search compares them */
#pragma once

#include <stdbool.h>

#include "base/status.h"
#include "base/str.h"

/* A copy without letter case, diacritics and width ("Zoë" and "ＺＯＥ" give "zoe"), blanks
 * run together and trimmed, in NFC. INVALID if the text is not UTF-8. */
enum status word_fold(struct arena *arena, struct str text, struct str *out) MUST_USE
    NONNULL(1, 3);

enum {
    WORD_POINTS = 24,  /* code points of a word; what is longer is cut */
    WORDS_MOST = 100, /* different words of a text; those behind are left out */
};

struct words {
    size_t count;
    struct str at[WORDS_MOST];
};

/* The different words of a text, folded, in the order in which they come. A word is a run of
 * letters and digits; of Han, Hiragana and Katakana, which are written without blanks, each
 * sign is one. INVALID if the text is not UTF-8. */
enum status word_split(struct arena *arena, struct str text, struct words *out) MUST_USE
    NONNULL(1, 3);

/* Does one of the words begin so? */
bool word_begins(const struct words *words, struct str prefix) NONNULL(1);

/* Initials for an avatar: first letters of the first and the last word, in capitals ("TO"
 * for Tess Okafor); empty if there is no letter. */
struct str word_initials(struct arena *arena, struct str name) NONNULL(1);
