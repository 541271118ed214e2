/* word_split.c: the words of a text, as they are kept and looked for */
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "text/utf8.h"
#include "text/word.h"

static bool is_alone(uint32_t point)
{
    UErrorCode code = U_ZERO_ERROR;
    UScriptCode script;

    if (point < 0x2e80)
        return false;
    script = uscript_getScript((UChar32)point, &code);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

static bool is_known(const struct words *words, struct str word)
{
    for (size_t i = 0; i < words->count; i++)
        if (str_equal(words->at[i], word))
            return true;
    return false;
}

static void word_keep(struct words *words, struct str word)
{
    if (word.len > 0 && words->count < WORDS_MOST && !is_known(words, word))
        words->at[words->count++] = word;
}

/* Cut the next word off *rest; empty between words. */
static struct str word_next(struct str *rest)
{
    struct str word = {.at = rest->at};
    size_t points = 0;

    while (rest->len > 0) {
        struct str tail = *rest;
        uint32_t point = utf8_next(&tail);
        bool alone = is_alone(point);

        if (alone && points > 0)
            break;
        *rest = tail;
        if (!u_isalnum((UChar32)point))
            break;
        if (points++ < WORD_POINTS)
            word.len = (size_t)(tail.at - word.at);
        if (alone)
            break;
    }
    return word;
}

enum status word_split(struct arena *arena, struct str text, struct words *out)
{
    struct str rest;

    out->count = 0;
    TRY(word_fold(arena, text, &rest));
    while (rest.len > 0)
        word_keep(out, word_next(&rest));
    return OK;
}

bool word_begins(const struct words *words, struct str prefix)
{
    for (size_t i = 0; i < words->count; i++)
        if (str_starts(words->at[i], prefix))
            return true;
    return false;
}
