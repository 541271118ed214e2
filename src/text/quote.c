/* quote.c: what somebody typed, named in a sentence of ours */
#include "text/quote.h"

#include <stdbool.h>

#include "text/utf8.h"

enum { ISOLATE_FIRST_STRONG = 0x2068, ISOLATE_END = 0x2069, ASCII_END = 0x80 };

static bool is_ascii(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= ASCII_END)
            return false;
    return true;
}

/* Embeddings, overrides and isolates, with what ends them. Marks such as LRM stay: they turn
 * nothing outside an isolate. */
static bool turns(uint32_t point)
{
    return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

struct str quote_text(struct arena *arena, struct str text)
{
    struct strbuf buf = {.arena = arena};

    if (is_ascii(text))
        return str_format(arena, "“%.*s”", STR_ARG(text));
    strbuf_put_z(&buf, "“");
    utf8_put(&buf, ISOLATE_FIRST_STRONG);
    while (text.len > 0) {
        uint32_t point = utf8_next(&text);

        if (!turns(point))
            utf8_put(&buf, point);
    }
    utf8_put(&buf, ISOLATE_END);
    strbuf_put_z(&buf, "”");
    return strbuf_str(&buf);
}
