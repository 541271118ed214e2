/* csv.c: tables as text for spreadsheets (RFC 4180) */
#include "text/csv.h"

#include "text/utf8.h"

enum {
    WIDE_PLUS = 0xff0b,
    WIDE_MINUS = 0xff0d,
    WIDE_EQUALS = 0xff1d,
    WIDE_AT = 0xff20,
    MINUS_SIGN = 0x2212
};

struct csv csv_open(struct strbuf *buf)
{
    strbuf_put_z(buf, "\xef\xbb\xbf");
    return (struct csv){.buf = buf};
}

static bool is_blank(uint32_t point)
{
    return point == ' ' || point == 0xa0 || point == '\n';
}

static bool is_formula(struct str text)
{
    uint32_t point = ' ';

    while (text.len > 0 && is_blank(point))
        point = utf8_next(&text);
    switch (point) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\0':
    case WIDE_PLUS:
    case WIDE_MINUS:
    case WIDE_EQUALS:
    case WIDE_AT:
    case MINUS_SIGN:
        return true;
    default:
        return false;
    }
}

static bool needs_quotes(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (str_find(STR("\",\r\n"), text.at[i]) < 4)
            return true;
    return false;
}

void csv_put(struct csv *csv, struct str text)
{
    bool formula = is_formula(text);
    bool quoted = formula || needs_quotes(text);

    if (csv->begun)
        strbuf_put_byte(csv->buf, ',');
    csv->begun = true;
    if (!quoted) {
        strbuf_put(csv->buf, text);
        return;
    }
    strbuf_put_byte(csv->buf, '"');
    if (formula)
        strbuf_put_byte(csv->buf, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"')
            strbuf_put_byte(csv->buf, '"');
        strbuf_put_byte(csv->buf, text.at[i]);
    }
    strbuf_put_byte(csv->buf, '"');
}

void csv_line(struct csv *csv)
{
    strbuf_put_z(csv->buf, "\r\n");
    csv->begun = false;
}
