/* fuzz_coding.c: any octets in any data_coding as a text; the first byte is the coding */
#include "fuzz.h"

#include "text/coding.h"
#include "text/utf8.h"

void fuzz_one(struct arena *arena, struct str bytes)
{
    struct str text;

    if (bytes.len == 0)
        return;
    if (coding_decode(arena, (uint8_t)bytes.at[0], str_from(bytes, 1), &text) != OK)
        return;
    MUST(utf8_is_valid(text, UTF8_LINES));
}
