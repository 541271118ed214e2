/* str.c: text that came from outside, and text that grows */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FORMAT_SMALL = 256 };

struct str str_of(const char *text)
{
    return (struct str){.at = text, .len = text ? strlen(text) : 0};
}

bool str_equal(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool str_is(struct str a, const char *literal)
{
    return str_equal(a, str_of(literal));
}

bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_equal(str_upto(s, prefix.len), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len && str_equal(str_from(s, s.len - suffix.len), suffix);
}

size_t str_find(struct str s, char byte)
{
    const char *found = s.len ? memchr(s.at, byte, s.len) : NULL;

    return found ? (size_t)(found - s.at) : s.len;
}

size_t str_find_str(struct str s, struct str wanted)
{
    const char *found = s.len ? memmem(s.at, s.len, wanted.at, wanted.len) : NULL;

    return found ? (size_t)(found - s.at) : s.len;
}

struct str str_from(struct str s, size_t n)
{
    if (n > s.len)
        n = s.len;
    return (struct str){.at = s.at ? s.at + n : s.at, .len = s.len - n};
}

struct str str_upto(struct str s, size_t n)
{
    return (struct str){.at = s.at, .len = n < s.len ? n : s.len};
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

struct str str_trim(struct str s)
{
    while (s.len > 0 && is_blank(s.at[0]))
        s = str_from(s, 1);
    while (s.len > 0 && is_blank(s.at[s.len - 1]))
        s.len--;
    return s;
}

struct str str_cut(struct str *rest, char byte)
{
    size_t end = str_find(*rest, byte);
    struct str head = str_upto(*rest, end);

    *rest = str_from(*rest, end + 1);
    return head;
}

struct str str_copy(struct arena *arena, struct str s)
{
    char *copy;

    if (!s.at)
        return s;
    copy = arena_take(arena, s.len + 1);
    memcpy(copy, s.at, s.len);
    return (struct str){.at = copy, .len = s.len};
}

const char *str_z(struct arena *arena, struct str s)
{
    char *copy = arena_take(arena, s.len + 1);

    if (s.len > 0)
        memcpy(copy, s.at, s.len);
    return copy;
}

/* Most of what is put together fits at the first try. */
PRINTF(2, 0)
static struct str str_vformat(struct arena *arena, const char *format, va_list args)
{
    char small[FORMAT_SMALL];
    struct str made = {.at = small};
    va_list again;
    int len;

    va_copy(again, args);
    len = vsnprintf(small, sizeof(small), format, args);
    made.len = len < 0 ? 0 : (size_t)len;
    if (made.len < sizeof(small)) {
        made = str_copy(arena, made);
    } else {
        char *text = arena_take(arena, made.len + 1);

        vsnprintf(text, made.len + 1, format, again);
        made.at = text;
    }
    va_end(again);
    return made;
}

struct str str_format(struct arena *arena, const char *format, ...)
{
    va_list args;
    struct str made;

    va_start(args, format);
    made = str_vformat(arena, format, args);
    va_end(args);
    return made;
}

struct str str_lower(struct arena *arena, struct str s)
{
    char *copy = arena_take(arena, s.len + 1);

    for (size_t i = 0; i < s.len; i++) {
        char byte = s.at[i];

        copy[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
    }
    return (struct str){.at = copy, .len = s.len};
}

static void strbuf_reserve(struct strbuf *buf, size_t more)
{
    size_t room = buf->room ? buf->room : 256;
    char *wider;

    if (buf->room - buf->len > more)
        return;
    while (room - buf->len <= more)
        room *= 2;
    wider = arena_take(buf->arena, room);
    if (buf->len > 0)
        memcpy(wider, buf->at, buf->len);
    buf->at = wider;
    buf->room = room;
}

void strbuf_put(struct strbuf *buf, struct str s)
{
    if (s.len == 0)
        return;
    strbuf_reserve(buf, s.len);
    memcpy(buf->at + buf->len, s.at, s.len);
    buf->len += s.len;
}

void strbuf_put_z(struct strbuf *buf, const char *text)
{
    strbuf_put(buf, str_of(text));
}

void strbuf_put_byte(struct strbuf *buf, char byte)
{
    strbuf_put(buf, (struct str){.at = &byte, .len = 1});
}

void strbuf_put_format(struct strbuf *buf, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    strbuf_put(buf, str_vformat(buf->arena, format, args));
    va_end(args);
}

struct str strbuf_str(const struct strbuf *buf)
{
    return (struct str){.at = buf->at ? buf->at : "", .len = buf->len};
}
