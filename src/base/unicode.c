/* unicode.c: the one crossing between our UTF-8 and ICU's UTF-16 */
#include "base/unicode.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Normalising never makes text longer than this many times (UAX #15, table 8: NFKC_Casefold
 * and the others stay below 18 UTF-16 units for one). */
enum { GROWTH_MOST = 18, LENGTH_MOST = 4 << 20 };

static bool is_ascii(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

static const UNormalizer2 *normalizer(enum unicode_form form, UErrorCode *error)
{
    switch (form) {
    case UNICODE_NFC:
        return unorm2_getNFCInstance(error);
    case UNICODE_NFD:
        return unorm2_getNFDInstance(error);
    case UNICODE_NFKC_FOLD:
        return unorm2_getNFKCCasefoldInstance(error);
    }
    *error = U_ILLEGAL_ARGUMENT_ERROR;
    return NULL;
}

struct wide {
    UChar *at;
    int32_t len;
};

static enum status wide_of(struct arena *arena, struct str text, struct wide *out)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar *at = ARENA_NEW_N(arena, UChar, text.len + 1);
    int32_t len = 0;

    if (text.len > LENGTH_MOST)
        return INVALID;
    u_strFromUTF8(at, (int32_t)text.len + 1, &len, text.at, (int32_t)text.len, &error);
    if (U_FAILURE(error))
        return INVALID;
    *out = (struct wide){.at = at, .len = len};
    return OK;
}

/* Nearly always the result is about as long; only then a second, larger try. */
static enum status wide_normalise(struct arena *arena, const UNormalizer2 *rules,
                                  struct wide text, struct wide *out)
{
    int32_t room = text.len * 2 + 16;
    UErrorCode error = U_ZERO_ERROR;
    UChar *at = ARENA_NEW_N(arena, UChar, (size_t)room);
    int32_t len = unorm2_normalize(rules, text.at, text.len, at, room, &error);

    if (error == U_BUFFER_OVERFLOW_ERROR && len / GROWTH_MOST <= text.len) {
        error = U_ZERO_ERROR;
        room = len + 1;
        at = ARENA_NEW_N(arena, UChar, (size_t)room);
        len = unorm2_normalize(rules, text.at, text.len, at, room, &error);
    }
    if (U_FAILURE(error))
        return BROKEN;
    *out = (struct wide){.at = at, .len = len};
    return OK;
}

static enum status wide_text(struct arena *arena, struct wide wide, struct str *out)
{
    UErrorCode error = U_ZERO_ERROR;
    size_t room = (size_t)wide.len * 3 + 1;
    char *at = arena_take(arena, room);
    int32_t len = 0;

    u_strToUTF8(at, (int32_t)room, &len, wide.at, wide.len, &error);
    if (U_FAILURE(error))
        return BROKEN;
    *out = (struct str){.at = at, .len = (size_t)len};
    return OK;
}

enum status unicode_normalise(struct arena *arena, enum unicode_form form, struct str text,
                              struct str *out)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *rules;
    struct wide wide;

    if (is_ascii(text)) {
        *out = form == UNICODE_NFKC_FOLD ? str_lower(arena, text) : str_copy(arena, text);
        return OK;
    }
    rules = normalizer(form, &error);
    if (U_FAILURE(error))
        return BROKEN;
    TRY(wide_of(arena, text, &wide));
    TRY(wide_normalise(arena, rules, wide, &wide));
    return wide_text(arena, wide, out);
}
