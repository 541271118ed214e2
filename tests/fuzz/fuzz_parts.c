/* fuzz_parts.c: any bytes as multipart/form-data; the first line is the boundary */
#include "fuzz.h"

#include "http/form.h"
#include "text/utf8.h"

static void entry_holds(const struct entry *entry, struct str body)
{
    MUST(entry->name.len <= FORM_NAME && utf8_is_valid(entry->name, UTF8_LINES));
    MUST(entry->value.len <= body.len);
    if (entry->value.len > 0)
        MUST(entry->value.at >= body.at &&
             entry->value.at + entry->value.len <= body.at + body.len);
    if (!entry->file_name.at)
        MUST(utf8_is_valid(entry->value, UTF8_LINES));
}

void fuzz_one(struct arena *arena, struct str bytes)
{
    struct str body = bytes;
    struct str boundary = str_cut(&body, '\n');
    struct form form = {0};

    if (form_parse_parts(arena, boundary, body, &form) != OK)
        return;
    MUST(boundary.len > 0 && boundary.len <= FORM_BOUNDARY && form.count <= FORM_PARTS);
    for (size_t i = 0; i < form.count; i++)
        entry_holds(&form.entries[i], body);
}
