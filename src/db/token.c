/* token.c: a statement's text cut into words, marks and signs */
#include "db/token.h"

#include <ctype.h>

static bool is_word_byte(char byte)
{
    return isalnum((unsigned char)byte) || byte == '_';
}

static size_t word_len(struct str rest)
{
    size_t len = 0;

    while (len < rest.len && is_word_byte(rest.at[len]))
        len++;
    return len;
}

/* A comment must be a mark, and nothing else. */
static size_t mark_cut(struct str rest, struct token *token)
{
    size_t end = str_find_str(rest, STR("*/"));

    if (!str_starts(rest, STR("/*@")) || end == rest.len)
        return 0;
    *token = (struct token){.kind = TOKEN_MARK, .text = str_from(str_upto(rest, end), 3)};
    return end + 2;
}

static size_t string_cut(struct str rest, struct token *token)
{
    size_t end = str_find(str_from(rest, 1), '\'') + 1;

    if (end >= rest.len || str_find(str_upto(rest, end), '\\') < end)
        return 0;
    *token = (struct token){.kind = TOKEN_STRING, .text = str_upto(rest, end + 1)};
    return end + 1;
}

/* Cut one token; 0 if the text begins with something that no statement needs. */
static size_t token_cut(struct str rest, struct token *token)
{
    size_t len = word_len(rest);

    if (len > 0) {
        bool number = isdigit((unsigned char)rest.at[0]);

        *token = (struct token){.kind = number ? TOKEN_NUMBER : TOKEN_WORD,
                                .text = str_upto(rest, len)};
        return len;
    }
    if (str_starts(rest, STR("/*")))
        return mark_cut(rest, token);
    if (str_starts(rest, STR("--")) || str_starts(rest, STR("||")))
        return 0;
    if (rest.at[0] == '\'')
        return string_cut(rest, token);
    if (rest.at[0] == '?') {
        *token = (struct token){.kind = TOKEN_ASK, .text = str_upto(rest, 1)};
        return 1;
    }
    if (str_find(STR("(),.=<>!+-*/%&|"), rest.at[0]) < 15) {
        *token = (struct token){.kind = TOKEN_SIGN, .text = str_upto(rest, 1)};
        return 1;
    }
    return 0;
}

enum status tokens_cut(struct arena *arena, struct str text, struct tokens *out,
                       struct str *why)
{
    struct tokens tokens = {.at = ARENA_NEW_N(arena, struct token, TOKENS_MOST + 1)};
    struct str rest = str_trim(text);

    while (rest.len > 0) {
        size_t len = token_cut(rest, &tokens.at[tokens.count]);

        if (len == 0 || ++tokens.count == TOKENS_MOST) {
            *why = str_format(arena, "\"%.*s\" can't be read", STR_ARG(str_upto(rest, 20)));
            return INVALID;
        }
        rest = str_trim(str_from(rest, len));
    }
    *out = tokens;
    return OK;
}

bool token_is(const struct token *token, const char *text)
{
    return (token->kind == TOKEN_WORD || token->kind == TOKEN_SIGN) &&
           str_is(token->text, text);
}
