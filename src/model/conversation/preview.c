/* preview.c: the beginning of a message, as lists show it */
#include "model/conversation/preview.h"

#include <stdbool.h>

#include "text/utf8.h"

enum { JOINER = 0x200d };

/* Whether a code point belongs to the one before it. */
static bool point_continues(uint32_t point)
{
    return point == JOINER || (point >= 0x300 && point <= 0x36f) ||
           (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0x1f3fb && point <= 0x1f3ff) ||
           (point >= 0xe0020 && point <= 0xe007f);
}

static bool point_is_blank(uint32_t point)
{
    return point == ' ' || point == '\n' || point == '\t' || point == '\r';
}

struct str message_preview(struct arena *arena, struct str body)
{
    struct strbuf buf = {.arena = arena};
    struct str rest = str_trim(body);
    size_t points = 0;
    size_t safe = 0; /* bytes up to the last place where a cut hurts nothing */
    bool blank = false;
    bool joined = false;

    strbuf_put(&buf, STR(""));
    while (rest.len > 0) {
        uint32_t point = utf8_next(&rest);

        if (point_is_blank(point) && blank)
            continue;
        blank = point_is_blank(point);
        if (!joined && !point_continues(point))
            safe = buf.len;
        joined = point == JOINER;
        if (points++ == PREVIEW_MOST)
            return str_upto(strbuf_str(&buf), safe > 0 ? safe : buf.len);
        utf8_put(&buf, blank ? ' ' : point);
    }
    return strbuf_str(&buf);
}
