/* scan.c: what block.c, mark.c and proof.c all say and ask while they read a statement */
#include "db/scan.h"

enum status scan_refuse(struct scan *s, const char *what, struct str about)
{
    *s->why = str_format(s->arena, "statement %s: %s%s%.*s", s->stmt->name, what,
                         about.len ? ": " : "", STR_ARG(about));
    return INVALID;
}

bool token_is_one_of(const struct token *token, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (token_is(token, words[i]))
            return true;
    return false;
}
