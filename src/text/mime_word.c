/* mime_word.c: a text as it stands in a header */
#include "text/mime_word.h"

#include <glib.h>
#include <string.h>

#include "text/utf8.h"

/* A word of 62 characters is 74 with what stands round it: RFC 2047 allows 75. The first one
 * is shorter, for it stands behind "Subject: ". */
enum { PLAIN_MOST = 60, FIRST_MOST = 54, WORD_MOST = 62, LINE_MOST = 70 };

static bool is_plain(struct str text, const char *signs)
{
    if (text.len == 0 || text.len > PLAIN_MOST)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        if (!g_ascii_isalnum(c) && !strchr(signs, c))
            return false;
    }
    return text.at[0] != ' ' && text.at[text.len - 1] != ' ';
}

/* One byte in the Q encoding, as it may stand in a phrase (RFC 2047, 5). */
static void byte_put(struct strbuf *out, char byte)
{
    if (byte == ' ')
        strbuf_put_byte(out, '_');
    else if (g_ascii_isalnum(byte))
        strbuf_put_byte(out, byte);
    else
        strbuf_put_format(out, "=%02X", (unsigned)(unsigned char)byte);
}

/* The bytes of the code point that a text begins with. */
static size_t point_len(struct str text)
{
    size_t len = 1;

    while (len < text.len && ((unsigned char)text.at[len] & 0xc0) == 0x80)
        len++;
    return len;
}

/* Q and not B: readers that join words before they decode them stumble over the padding in
 * the middle. */
static struct str words_of(struct arena *arena, struct str text)
{
    struct strbuf out = {.arena = arena};
    struct strbuf word = {.arena = arena};

    while (text.len > 0) {
        struct str point = str_upto(text, point_len(text));
        size_t most = out.len == 0 ? FIRST_MOST : WORD_MOST;

        for (size_t i = 0; i < point.len; i++)
            byte_put(&word, point.at[i]);
        text = str_from(text, point.len);
        if (text.len > 0 && word.len + 3 * point_len(text) <= most)
            continue;
        strbuf_put_format(&out, "%s=?utf-8?Q?%.*s?=", out.len > 0 ? "\r\n " : "",
                          STR_ARG(strbuf_str(&word)));
        word.len = 0;
    }
    return out.len > 0 ? strbuf_str(&out) : STR("");
}

enum status mime_text(struct arena *arena, struct str text, struct str *out)
{
    if (!utf8_is_valid(text, UTF8_ONE_LINE))
        return INVALID;
    *out = is_plain(text, " -.,'!?&") ? text : words_of(arena, text);
    return OK;
}

static bool is_address(struct str address)
{
    return address.len > 0 && utf8_is_valid(address, UTF8_ONE_LINE) &&
           str_find(address, ' ') == address.len && str_find(address, '<') == address.len &&
           str_find(address, '>') == address.len;
}

enum status mime_person(struct arena *arena, struct str name, struct str address,
                        struct str *out)
{
    struct str words;

    if (!is_address(address) || !utf8_is_valid(name, UTF8_ONE_LINE))
        return INVALID;
    if (name.len == 0) {
        *out = address;
        return OK;
    }
    words = is_plain(name, " -'") ? name : words_of(arena, name);
    *out = str_format(arena, "%.*s%s<%.*s>", STR_ARG(words),
                      words.len + address.len > LINE_MOST ? "\r\n " : " ", STR_ARG(address));
    return OK;
}
