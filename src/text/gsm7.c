/* gsm7.c: the GSM 7-bit default alphabet and its extension table */
#include "text/gsm7.h"

#include "text/utf8.h"

enum { ALPHABET = 128, NO_POINT = 0xffff, NO_CODE = -1 };

/* 3GPP TS 23.038, 6.2.1: the code point of each septet; the escape has none. */
static const uint16_t alphabet[ALPHABET] = {
    /* clang-format off */
    '@',    0x00a3, '$',    0x00a5, 0x00e8, 0x00e9, 0x00f9, 0x00ec,
    0x00f2, 0x00c7, '\n',   0x00d8, 0x00f8, '\r',   0x00c5, 0x00e5,
    0x0394, '_',    0x03a6, 0x0393, 0x039b, 0x03a9, 0x03a0, 0x03a8,
    0x03a3, 0x0398, 0x039e, NO_POINT, 0x00c6, 0x00e6, 0x00df, 0x00c9,
    ' ',    '!',    '"',    '#',    0x00a4, '%',    '&',    '\'',
    '(',    ')',    '*',    '+',    ',',    '-',    '.',    '/',
    '0',    '1',    '2',    '3',    '4',    '5',    '6',    '7',
    '8',    '9',    ':',    ';',    '<',    '=',    '>',    '?',
    0x00a1, 'A',    'B',    'C',    'D',    'E',    'F',    'G',
    'H',    'I',    'J',    'K',    'L',    'M',    'N',    'O',
    'P',    'Q',    'R',    'S',    'T',    'U',    'V',    'W',
    'X',    'Y',    'Z',    0x00c4, 0x00d6, 0x00d1, 0x00dc, 0x00a7,
    0x00bf, 'a',    'b',    'c',    'd',    'e',    'f',    'g',
    'h',    'i',    'j',    'k',    'l',    'm',    'n',    'o',
    'p',    'q',    'r',    's',    't',    'u',    'v',    'w',
    'x',    'y',    'z',    0x00e4, 0x00f6, 0x00f1, 0x00fc, 0x00e0,
    /* clang-format on */
};

struct extension {
    uint16_t point;
    unsigned char code;
};

static const struct extension extensions[] = {
    {'\f', 0x0a}, {'^', 0x14}, {'{', 0x28}, {'}', 0x29}, {'\\', 0x2f},
    {'[', 0x3c},  {'~', 0x3d}, {']', 0x3e}, {'|', 0x40}, {0x20ac, 0x65},
};

/* Most letters and digits are their own septet, so that the search below is rare. */
static int basic_code(uint32_t point)
{
    if (point < ALPHABET && alphabet[point] == point)
        return (int)point;
    for (int code = 0; code < ALPHABET; code++)
        if (alphabet[code] == point && point != NO_POINT)
            return code;
    return NO_CODE;
}

static int extension_code(uint32_t point)
{
    for (size_t i = 0; i < COUNT_OF(extensions); i++)
        if (extensions[i].point == point)
            return extensions[i].code;
    return NO_CODE;
}

uint32_t gsm7_size(uint32_t point)
{
    if (basic_code(point) != NO_CODE)
        return 1;
    return extension_code(point) != NO_CODE ? 2 : 0;
}

enum status gsm7_encode(struct arena *arena, struct str text, struct str *out)
{
    struct strbuf octets = {.arena = arena};

    while (text.len > 0) {
        uint32_t point = utf8_next(&text);
        int code = basic_code(point);

        if (code == NO_CODE) {
            code = extension_code(point);
            if (code == NO_CODE)
                return INVALID;
            strbuf_put_byte(&octets, GSM7_ESCAPE);
        }
        strbuf_put_byte(&octets, (char)code);
    }
    *out = strbuf_str(&octets);
    return OK;
}

static uint32_t extension_point(unsigned char code)
{
    for (size_t i = 0; i < COUNT_OF(extensions); i++)
        if (extensions[i].code == code)
            return extensions[i].point == '\f' ? '\n' : extensions[i].point;
    return NO_POINT;
}

/* A second escape announces a table that nobody has defined, and stands for a blank. */
static uint32_t octet_point(unsigned char octet)
{
    if (octet == GSM7_ESCAPE)
        return ' ';
    return octet < ALPHABET ? alphabet[octet] : UTF8_REPLACEMENT;
}

struct str gsm7_decode(struct arena *arena, struct str octets)
{
    struct strbuf text = {.arena = arena};

    for (size_t i = 0; i < octets.len; i++) {
        unsigned char octet = (unsigned char)octets.at[i];
        uint32_t point = NO_POINT;

        if (octet == GSM7_ESCAPE) {
            if (++i == octets.len)
                break;
            octet = (unsigned char)octets.at[i];
            point = extension_point(octet);
        }
        utf8_put(&text, point != NO_POINT ? point : octet_point(octet));
    }
    return strbuf_str(&text);
}
