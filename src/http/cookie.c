/* cookie.c: our cookies, by one word each */
#include "http/cookie.h"

struct str cookie_name(struct arena *arena, const struct site *site, const char *word)
{
    if (site->https)
        return str_format(arena, "__Host-%s", word);
    return str_format(arena, "%s_%u", word, site->port);
}

/* cookie-octet of RFC 6265, 4.1.1. */
static bool value_is_good(struct str value)
{
    for (size_t i = 0; i < value.len; i++) {
        char c = value.at[i];

        if (c <= ' ' || c > '~' || c == '"' || c == ',' || c == ';' || c == '\\')
            return false;
    }
    return true;
}

enum status cookie_find(struct arena *arena, const struct site *site, struct str header,
                        const char *word, struct str *out)
{
    struct str name = cookie_name(arena, site, word);
    struct str found = {0};
    size_t count = 0;

    while (header.len > 0) {
        struct str value = str_trim(str_cut(&header, ';'));

        if (!str_equal(str_cut(&value, '='), name))
            continue;
        found = value;
        count++;
    }
    if (count > 1)
        return CONFLICT;
    if (count == 0 || found.len == 0 || !value_is_good(found))
        return NOT_FOUND;
    *out = found;
    return OK;
}

enum status cookie_make(struct arena *arena, const struct site *site, const char *word,
                        struct str value, int age, struct str *out)
{
    struct strbuf text = {.arena = arena};

    if (!value_is_good(value))
        return INVALID;
    strbuf_put(&text, cookie_name(arena, site, word));
    strbuf_put_byte(&text, '=');
    strbuf_put(&text, value);
    strbuf_put_z(&text, "; Path=/; HttpOnly; SameSite=Lax");
    if (site->https)
        strbuf_put_z(&text, "; Secure");
    if (age != COOKIE_SESSION)
        strbuf_put_format(&text, "; Max-Age=%d", age);
    *out = strbuf_str(&text);
    return OK;
}
