/* fuzz_form.c: any bytes as an urlencoded form; what was taken reads the same again */
#include "fuzz.h"

#include <string.h>

#include "http/form.h"
#include "text/utf8.h"

static void put_encoded(struct strbuf *buf, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        strbuf_put_format(buf, "%%%02X", (unsigned)(unsigned char)text.at[i]);
}

static struct str form_written(struct arena *arena, const struct form *form)
{
    struct strbuf buf = {.arena = arena};

    for (size_t i = 0; i < form->count; i++) {
        if (i > 0)
            strbuf_put_byte(&buf, '&');
        put_encoded(&buf, form->entries[i].name);
        strbuf_put_byte(&buf, '=');
        put_encoded(&buf, form->entries[i].value);
    }
    return strbuf_str(&buf);
}

void fuzz_one(struct arena *arena, struct str bytes)
{
    struct form form = {0};
    struct form back = {0};

    if (form_parse(arena, bytes, &form) != OK)
        return;
    MUST(form.count <= FORM_FIELDS);
    for (size_t i = 0; i < form.count; i++) {
        MUST(form.entries[i].name.len <= FORM_NAME);
        MUST(utf8_is_valid(form.entries[i].name, UTF8_LINES));
        MUST(utf8_is_valid(form.entries[i].value, UTF8_LINES));
    }
    MUST(form_parse(arena, form_written(arena, &form), &back) == OK);
    MUST(back.count == form.count);
    for (size_t i = 0; i < form.count; i++)
        MUST(str_equal(back.entries[i].name, form.entries[i].name) &&
             str_equal(back.entries[i].value, form.entries[i].value));
}
