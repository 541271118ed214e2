/* coding.c: text to and from the octets of a short message, by SMPP data_coding */
#include "text/coding.h"

#include "text/gsm7.h"
#include "text/utf8.h"

const char *const encoding_words[] = {"gsm7", "ucs2", NULL};

uint8_t coding_number(enum encoding encoding)
{
    return encoding == ENCODING_UCS2 ? DATA_CODING_UCS2 : DATA_CODING_DEFAULT;
}

static void unit_put(struct strbuf *octets, uint32_t unit)
{
    strbuf_put_byte(octets, (char)(unit >> 8));
    strbuf_put_byte(octets, (char)(unit & 0xff));
}

static struct str ucs2_encode(struct arena *arena, struct str text)
{
    struct strbuf octets = {.arena = arena};

    while (text.len > 0) {
        uint32_t point = utf8_next(&text);

        if (point >= 0x10000) {
            unit_put(&octets, 0xd800 | (point - 0x10000) >> 10);
            unit_put(&octets, 0xdc00 | (point & 0x3ff));
        } else {
            unit_put(&octets, point);
        }
    }
    return strbuf_str(&octets);
}

enum status coding_encode(struct arena *arena, enum encoding encoding, struct str text,
                          struct str *out)
{
    if (encoding == ENCODING_GSM7)
        return gsm7_encode(arena, text, out);
    *out = ucs2_encode(arena, text);
    return OK;
}

/* Controls that a page or a file could stumble over don't get in. */
static void point_put(struct strbuf *text, uint32_t point)
{
    if (point == '\f')
        point = '\n';
    if ((point < 0x20 && point != '\t' && point != '\n' && point != '\r') || point == 0x7f)
        point = UTF8_REPLACEMENT;
    utf8_put(text, point);
}

static bool is_between(uint32_t unit, uint32_t from, uint32_t to)
{
    return unit >= from && unit <= to;
}

static uint32_t unit_at(struct str octets, size_t i)
{
    if (i + 1 >= octets.len)
        return 0;
    return (uint32_t)(unsigned char)octets.at[i] << 8 | (unsigned char)octets.at[i + 1];
}

static struct str ucs2_decode(struct arena *arena, struct str octets)
{
    struct strbuf text = {.arena = arena};

    for (size_t i = 0; i + 1 < octets.len; i += 2) {
        uint32_t unit = unit_at(octets, i);
        uint32_t next = unit_at(octets, i + 2);

        if (is_between(unit, 0xd800, 0xdbff) && is_between(next, 0xdc00, 0xdfff)) {
            point_put(&text, 0x10000 + ((unit & 0x3ff) << 10) + (next & 0x3ff));
            i += 2;
        } else if (is_between(unit, 0xd800, 0xdfff)) {
            point_put(&text, UTF8_REPLACEMENT);
        } else {
            point_put(&text, unit);
        }
    }
    if (octets.len % 2 == 1)
        point_put(&text, UTF8_REPLACEMENT);
    return strbuf_str(&text);
}

/* What senders call Latin-1 is Windows-1252 wherever the two differ, as browsers know too. */
static const uint16_t windows_1252[32] = {
    /* clang-format off */
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
    0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
    /* clang-format on */
};

static struct str latin1_decode(struct arena *arena, struct str octets)
{
    struct strbuf text = {.arena = arena};

    for (size_t i = 0; i < octets.len; i++) {
        unsigned char octet = (unsigned char)octets.at[i];

        point_put(&text, is_between(octet, 0x80, 0x9f) ? windows_1252[octet - 0x80] : octet);
    }
    return strbuf_str(&text);
}

static struct str ascii_decode(struct arena *arena, struct str octets)
{
    struct strbuf text = {.arena = arena};

    for (size_t i = 0; i < octets.len; i++) {
        unsigned char octet = (unsigned char)octets.at[i];

        point_put(&text, octet < 0x80 ? octet : UTF8_REPLACEMENT);
    }
    return strbuf_str(&text);
}

/* 3GPP TS 23.038, 4: the groups that tell a message's class or that mail waits. */
static uint8_t coding_of_group(uint8_t data_coding)
{
    if (data_coding >= 0xf0)
        return data_coding & 0x04 ? UINT8_MAX : DATA_CODING_DEFAULT;
    if (data_coding >= 0xe0)
        return DATA_CODING_UCS2;
    if (data_coding >= 0xc0)
        return DATA_CODING_DEFAULT;
    return data_coding;
}

enum status coding_decode(struct arena *arena, uint8_t data_coding, struct str octets,
                          struct str *out)
{
    switch (coding_of_group(data_coding)) {
    case DATA_CODING_DEFAULT:
        *out = gsm7_decode(arena, octets);
        return OK;
    case DATA_CODING_ASCII:
        *out = ascii_decode(arena, octets);
        return OK;
    case DATA_CODING_LATIN1:
        *out = latin1_decode(arena, octets);
        return OK;
    case DATA_CODING_UCS2:
        *out = ucs2_decode(arena, octets);
        return OK;
    default:
        return INVALID;
    }
}
