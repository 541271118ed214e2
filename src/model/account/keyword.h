/* keyword.h: words that silence an account's texts, and those that let them in again
 *
 * The core is locked: no account can take a word out of it, and no word means both. What a
 * person wrote is compared as a whole, folded (text/word.h), without quotes and punctuation
 * (product.md, section 5). */
#pragma once

#include <stdbool.h>

#include "base/status.h"
#include "base/str.h"

enum {
    KEYWORDS_MOST = 20,  /* of an account's own */
    KEYWORD_LETTERS = 20 /* of a word; fewer than where word_split cuts */
};

/* Folded, ended by NULL. */
extern const char *const keyword_core_out[];
extern const char *const keyword_core_in[];

enum keyword { KEYWORD_NONE, KEYWORD_OUT, KEYWORD_IN };

/* What an inbound text asks for; `own` is what keyword_read made of the account's list. */
enum keyword keyword_of(struct arena *arena, struct str body, struct str own) NONNULL(1);

/* An account's list as it was typed, in any order, parted by blanks, commas or lines. *out is
 * what is stored: each word once, folded, parted by single blanks, without those of the core.
 * INVALID with a sentence in *why if it can't be taken. */
enum status keyword_read(struct arena *arena, struct str typed, struct str *out,
                         struct str *why) MUST_USE NONNULL(1, 3, 4);
