/* keyword.c: words that silence an account's texts, and those that let them in again */
#include "model/account/keyword.h"

#include "text/utf8.h"
#include "text/word.h"

const char *const keyword_core_out[] = {"stop",   "unsubscribe", "end",    "quit", "stopall",
                                        "revoke", "optout",      "cancel", NULL};
const char *const keyword_core_in[] = {"start", "unstop", NULL};

static bool is_core(const char *const *core, struct str word)
{
    for (size_t i = 0; core[i]; i++)
        if (str_is(word, core[i]))
            return true;
    return false;
}

static bool holds(struct str list, struct str word)
{
    while (list.len > 0)
        if (str_equal(str_cut(&list, ' '), word))
            return true;
    return false;
}

/* "Opt-out", "OPT OUT" and "«optout»" are one word. */
static struct str joined(struct arena *arena, const struct words *words)
{
    struct strbuf buf = {.arena = arena};

    for (size_t i = 0; i < words->count; i++)
        strbuf_put(&buf, words->at[i]);
    return strbuf_str(&buf);
}

enum keyword keyword_of(struct arena *arena, struct str body, struct str own)
{
    struct words words;
    struct str word;

    if (word_split(arena, body, &words) != OK || words.count == 0)
        return KEYWORD_NONE;
    word = joined(arena, &words);
    if (is_core(keyword_core_in, word))
        return KEYWORD_IN;
    return is_core(keyword_core_out, word) || holds(own, word) ? KEYWORD_OUT : KEYWORD_NONE;
}

/* INVALID, with a sentence, if a word can't be one of an account's own. */
static enum status word_judge(struct arena *arena, struct str word, struct str *why)
{
    struct str rest = word;

    if (is_core(keyword_core_in, word)) {
        *why = str_format(arena, "“%.*s” lets texts in again and can’t also stop them.",
                          STR_ARG(word));
        return INVALID;
    }
    if (utf8_count(word) <= KEYWORD_LETTERS)
        return OK;
    for (int i = 0; i < KEYWORD_LETTERS; i++)
        utf8_next(&rest);
    *why = str_format(arena, "At most %d letters a word; “%.*s…” has more.", KEYWORD_LETTERS,
                      STR_ARG(str_upto(word, word.len - rest.len)));
    return INVALID;
}

enum status keyword_read(struct arena *arena, struct str typed, struct str *out,
                         struct str *why)
{
    struct strbuf buf = {.arena = arena};
    struct words words;
    size_t count = 0;

    if (word_split(arena, typed, &words) != OK) {
        *why = STR("The words hold something that is no text.");
        return INVALID;
    }
    for (size_t i = 0; i < words.count; i++) {
        struct str word = words.at[i];

        TRY(word_judge(arena, word, why));
        if (is_core(keyword_core_out, word))
            continue;
        strbuf_put_z(&buf, count++ == 0 ? "" : " ");
        strbuf_put(&buf, word);
    }
    if (count > KEYWORDS_MOST) {
        *why = str_format(arena, "An account has at most %d words of its own; these are %zu.",
                          KEYWORDS_MOST, count);
        return INVALID;
    }
    *out = count == 0 ? STR("") : strbuf_str(&buf);
    return OK;
}
