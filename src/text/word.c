/* word.c: words as a search compares them */
#include "text/word.h"

#include <unicode/uchar.h>

#include "base/unicode.h"
#include "text/utf8.h"

static bool is_mark(uint32_t point)
{
    int8_t type = u_charType((UChar32)point);

    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

/* Leave the marks out and run blanks together. */
static struct str letters_keep(struct arena *arena, struct str apart)
{
    struct strbuf buf = {.arena = arena};
    bool blank = false;

    while (apart.len > 0) {
        uint32_t point = utf8_next(&apart);

        if (is_mark(point))
            continue;
        if (u_isUWhiteSpace((UChar32)point)) {
            blank = buf.len > 0;
            continue;
        }
        if (blank)
            strbuf_put_byte(&buf, ' ');
        blank = false;
        utf8_put(&buf, point);
    }
    return strbuf_str(&buf);
}

enum status word_fold(struct arena *arena, struct str text, struct str *out)
{
    struct str folded;

    TRY(unicode_normalise(arena, UNICODE_NFKC_FOLD, text, &folded));
    TRY(unicode_normalise(arena, UNICODE_NFD, folded, &folded));
    return unicode_normalise(arena, UNICODE_NFC, letters_keep(arena, folded), out);
}

/* The first letter or digit of a word; 0 if it has none. */
static uint32_t word_letter(struct str word)
{
    while (word.len > 0) {
        uint32_t point = utf8_next(&word);

        if (u_isalnum((UChar32)point))
            return (uint32_t)u_totitle((UChar32)point);
    }
    return 0;
}

struct str word_initials(struct arena *arena, struct str name)
{
    struct strbuf buf = {.arena = arena};
    uint32_t first = 0;
    uint32_t last = 0;

    while (name.len > 0) {
        uint32_t letter = word_letter(str_cut(&name, ' '));

        if (letter == 0)
            continue;
        if (first == 0)
            first = letter;
        else
            last = letter;
    }
    if (first != 0)
        utf8_put(&buf, first);
    if (last != 0)
        utf8_put(&buf, last);
    return strbuf_str(&buf);
}
