/* token.h: a statement's text cut into words, marks and signs, for proof.c alone */
#pragma once

#include <stdbool.h>

#include "base/status.h"
#include "base/str.h"

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,
    TOKEN_NUMBER,
    TOKEN_STRING,
    TOKEN_SIGN,
    TOKEN_MARK,
    TOKEN_ASK
};

struct token {
    enum token_kind kind;
    struct str text; /* of a mark: its name, such as "own" */
};

enum { TOKENS_MOST = 2000 };

struct tokens {
    struct token *at; /* ends with TOKEN_END */
    size_t count;
};

/* INVALID with *why at a byte, comment or quote that no statement of ours needs. */
enum status tokens_cut(struct arena *arena, struct str text, struct tokens *out,
                       struct str *why) MUST_USE NONNULL(1, 3, 4);

bool token_is(const struct token *token, const char *text) NONNULL(1, 2);
