/* fuzz_utf8.c: any bytes as a typed text; what is taken is stored unchanged for ever */
#include "fuzz.h"

#include "text/utf8.h"

void fuzz_one(struct arena *arena, struct str bytes)
{
    const struct utf8_limit limit = {.lines = UTF8_LINES, .points = 4096, .bytes = 16384};
    struct str rest = bytes;
    struct str taken;
    struct str again;
    size_t points = 0;

    while (rest.len > 0) {
        size_t before = rest.len;

        utf8_next(&rest);
        MUST(rest.len < before);
        points++;
    }
    if (utf8_is_valid(bytes, UTF8_LINES))
        MUST(utf8_count(bytes) == points);
    if (utf8_take(arena, &limit, bytes, &taken) != OK)
        return;
    MUST(utf8_is_valid(taken, UTF8_LINES) && utf8_count(taken) <= limit.points);
    MUST(taken.len <= limit.bytes && str_find(taken, '\r') == taken.len);
    MUST(utf8_take(arena, &limit, taken, &again) == OK && str_equal(taken, again));
}
