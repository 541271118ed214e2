/* utf8.c: text from outside, proved to be UTF-8 (RFC 3629)
 *
 * The decoder is table 3-7 of the Unicode Standard: what the second byte may be depends on
 * the first, and that alone shuts out overlong forms, surrogates and what lies beyond. */
#include "text/utf8.h"

#include "base/unicode.h"

struct lead {
    unsigned char from;
    unsigned char to;
    unsigned char second_from;
    unsigned char second_to;
    unsigned char len;
};

static const struct lead leads[] = {
    {0x00, 0x7f, 0x00, 0x00, 1}, {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
    {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
    {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
};

static unsigned char byte_at(struct str text, size_t i)
{
    return (unsigned char)text.at[i];
}

static const struct lead *lead_find(unsigned char byte)
{
    for (size_t i = 0; i < COUNT_OF(leads); i++)
        if (byte >= leads[i].from && byte <= leads[i].to)
            return &leads[i];
    return NULL;
}

/* Bytes of the sequence at the start of a text that is not empty; 0 if there is none. */
static size_t sequence_len(struct str text)
{
    const struct lead *lead = lead_find(byte_at(text, 0));

    if (!lead || text.len < lead->len)
        return 0;
    for (size_t i = 1; i < lead->len; i++) {
        unsigned char from = i == 1 ? lead->second_from : 0x80;
        unsigned char to = i == 1 ? lead->second_to : 0xbf;

        if (byte_at(text, i) < from || byte_at(text, i) > to)
            return 0;
    }
    return lead->len;
}

static bool is_allowed(uint32_t point, enum utf8_lines lines)
{
    if (point == '\t' || point == '\n' || point == '\r')
        return lines == UTF8_LINES;
    return point >= 0x20 && point != 0x7f;
}

bool utf8_is_valid(struct str text, enum utf8_lines lines)
{
    while (text.len > 0) {
        size_t len = sequence_len(text);

        if (len == 0 || !is_allowed(byte_at(text, 0), lines))
            return false;
        text = str_from(text, len);
    }
    return true;
}

size_t utf8_count(struct str text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        if ((byte_at(text, i) & 0xc0) != 0x80)
            count++;
    return count;
}

uint32_t utf8_next(struct str *rest)
{
    static const unsigned char masks[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    size_t len = sequence_len(*rest);
    uint32_t point = byte_at(*rest, 0) & masks[len];

    for (size_t i = 1; i < len; i++)
        point = point << 6 | (byte_at(*rest, i) & 0x3f);
    *rest = str_from(*rest, len ? len : 1);
    return len ? point : UTF8_REPLACEMENT;
}

void utf8_put(struct strbuf *buf, uint32_t point)
{
    if (point < 0x80) {
        strbuf_put_byte(buf, (char)point);
        return;
    }
    if (point < 0x800) {
        strbuf_put_byte(buf, (char)(0xc0 | point >> 6));
    } else if (point < 0x10000) {
        strbuf_put_byte(buf, (char)(0xe0 | point >> 12));
        strbuf_put_byte(buf, (char)(0x80 | (point >> 6 & 0x3f)));
    } else {
        strbuf_put_byte(buf, (char)(0xf0 | point >> 18));
        strbuf_put_byte(buf, (char)(0x80 | (point >> 12 & 0x3f)));
        strbuf_put_byte(buf, (char)(0x80 | (point >> 6 & 0x3f)));
    }
    strbuf_put_byte(buf, (char)(0x80 | (point & 0x3f)));
}

/* CR LF and a lone CR become LF: browsers send the first, old files the second. */
static struct str lines_unify(struct arena *arena, struct str text)
{
    struct strbuf buf = {.arena = arena};

    if (str_find(text, '\r') == text.len)
        return text;
    while (text.len > 0) {
        size_t end = str_find(text, '\r');

        strbuf_put(&buf, str_upto(text, end));
        if (end < text.len)
            strbuf_put_byte(&buf, '\n');
        text = str_from(text, end + 1);
        if (text.len > 0 && text.at[0] == '\n' && text.at[-1] == '\r')
            text = str_from(text, 1);
    }
    return strbuf_str(&buf);
}

enum status utf8_take(struct arena *arena, const struct utf8_limit *limit, struct str typed,
                      struct str *out)
{
    struct str text;

    if (!utf8_is_valid(typed, limit->lines))
        return INVALID;
    TRY(unicode_normalise(arena, UNICODE_NFC, lines_unify(arena, typed), &text));
    *out = text;
    if (limit->points > 0 && utf8_count(text) > limit->points)
        return TOO_MUCH;
    return limit->bytes > 0 && text.len > limit->bytes ? TOO_MUCH : OK;
}
