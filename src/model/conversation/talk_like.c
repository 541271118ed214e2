/* talk_like.c: typed text as a pattern of LIKE */
#include "model/conversation/talk_like.h"

#include <ctype.h>

struct str like_text(struct arena *arena, struct str typed)
{
    struct strbuf buf = {.arena = arena};

    strbuf_put_byte(&buf, '%');
    for (size_t i = 0; i < typed.len; i++) {
        if (str_find(STR("%_\\"), typed.at[i]) < 3)
            strbuf_put_byte(&buf, '\\');
        strbuf_put_byte(&buf, typed.at[i]);
    }
    strbuf_put_byte(&buf, '%');
    return strbuf_str(&buf);
}

struct str like_number(struct arena *arena, struct str typed)
{
    struct strbuf buf = {.arena = arena};

    strbuf_put_byte(&buf, '%');
    for (size_t i = 0; i < typed.len; i++) {
        char byte = typed.at[i];

        if (isdigit((unsigned char)byte) && (byte != '0' || buf.len > 1))
            strbuf_put_byte(&buf, byte);
    }
    strbuf_put_byte(&buf, '%');
    return strbuf_str(&buf);
}
