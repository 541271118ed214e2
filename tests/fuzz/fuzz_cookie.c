/* fuzz_cookie.c: any bytes as a Cookie header */
#include "fuzz.h"

#include "http/cookie.h"

static void cookie_holds(struct arena *arena, const struct site *site, struct str header)
{
    struct str value;
    struct str again;
    struct str line;

    if (cookie_find(arena, site, header, "sid", &value) != OK)
        return;
    MUST(value.len <= header.len);
    MUST(cookie_make(arena, site, "sid", value, COOKIE_SESSION, &line) == OK);
    for (size_t i = 0; i < line.len; i++)
        MUST((unsigned char)line.at[i] >= ' ' && line.at[i] != 0x7f);
    /* what was found alone is found again, and twice it is nobody's */
    line = str_upto(line, str_find(line, ';'));
    MUST(cookie_find(arena, site, line, "sid", &again) == OK && str_equal(value, again));
    line = str_format(arena, "%.*s; %.*s", STR_ARG(line), STR_ARG(line));
    MUST(cookie_find(arena, site, line, "sid", &again) == CONFLICT);
}

void fuzz_one(struct arena *arena, struct str bytes)
{
    const struct site secure = {
        .origin = STR("https://sms.example"), .host = STR("sms.example"), .https = true};
    const struct site local = {
        .origin = STR("http://localhost:1"), .host = STR("localhost:1"), .port = 1};

    cookie_holds(arena, &secure, bytes);
    cookie_holds(arena, &local, bytes);
}
