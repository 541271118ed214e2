/* form.c: names and values of a query or a posted form */
#include "http/form.h"

#include "base/number.h"
#include "text/utf8.h"

/* Undo percent signs and plus signs. */
static enum status piece_decode(struct arena *arena, struct str piece, struct str *out)
{
    char *plain = arena_take(arena, piece.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < piece.len; i++) {
        char c = piece.at[i];

        if (c == '+') {
            c = ' ';
        } else if (c == '%') {
            int high = i + 2 < piece.len ? number_hex(piece.at[i + 1]) : -1;
            int low = i + 2 < piece.len ? number_hex(piece.at[i + 2]) : -1;

            if (high < 0 || low < 0)
                return INVALID;
            c = (char)(high * 16 + low);
            i += 2;
        }
        plain[len++] = c;
    }
    *out = (struct str){.at = plain, .len = len};
    return OK;
}

static enum status entry_parse(struct arena *arena, struct str pair, struct entry *out)
{
    struct str value = pair;
    struct str name = str_cut(&value, '=');
    struct entry entry = {0};

    TRY(piece_decode(arena, name, &entry.name));
    TRY(piece_decode(arena, value, &entry.value));
    if (entry.name.len == 0 || entry.name.len > FORM_NAME)
        return INVALID;
    if (!utf8_is_valid(entry.name, UTF8_ONE_LINE) || !utf8_is_valid(entry.value, UTF8_LINES))
        return INVALID;
    *out = entry;
    return OK;
}

enum status form_parse(struct arena *arena, struct str text, struct form *out)
{
    struct form form = {0};
    size_t pairs = text.len > 0;

    for (size_t i = 0; i < text.len; i++)
        pairs += text.at[i] == '&';
    if (text.len > FORM_BYTES || pairs > FORM_FIELDS)
        return INVALID;
    form.entries = ARENA_NEW_N(arena, struct entry, pairs);
    while (form.count < pairs) {
        TRY(entry_parse(arena, str_cut(&text, '&'), &form.entries[form.count]));
        form.count++;
    }
    *out = form;
    return OK;
}

struct str form_get(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->count; i++)
        if (str_is(form->entries[i].name, name))
            return form->entries[i].value;
    return (struct str){0};
}

static bool name_is_listed(struct str name, const char *const *names)
{
    for (; *names; names++)
        if (str_is(name, *names))
            return true;
    return false;
}

enum status form_only(const struct form *form, const char *const *names)
{
    for (size_t i = 0; i < form->count; i++)
        if (!name_is_listed(form->entries[i].name, names))
            return INVALID;
    return OK;
}

/* How often a name is there. */
static size_t form_count(const struct form *form, struct str name)
{
    size_t count = 0;

    for (size_t i = 0; i < form->count; i++)
        count += str_equal(form->entries[i].name, name);
    return count;
}

bool form_has_double(const struct form *query, const struct form *body)
{
    for (size_t i = 0; i < query->count; i++)
        if (form_count(query, query->entries[i].name) +
                form_count(body, query->entries[i].name) >
            1)
            return true;
    for (size_t i = 0; i < body->count; i++)
        if (form_count(body, body->entries[i].name) > 1)
            return true;
    return false;
}
