/* codec.c: bytes as text: hex, base32, base64url and PHC's base64
 *
 * The letters of secrets are looked up by comparing with ranges, never by an index
 * into a table, so that the cache tells nothing about them. */
#include "crypto/codec.h"

#include "base/number.h"

enum { NO_VALUE = -1, GROUP_BITS = 6, GROUP_BITS_32 = 5 };

struct str hex_encode(struct arena *arena, struct str bytes)
{
    char *text = arena_take(arena, bytes.len * 2 + 1);

    for (size_t i = 0; i < bytes.len; i++) {
        unsigned byte = (unsigned char)bytes.at[i];
        unsigned high = byte >> 4;
        unsigned low = byte & 0x0f;

        text[i * 2] = (char)(high < 10 ? '0' + high : 'a' + high - 10);
        text[i * 2 + 1] = (char)(low < 10 ? '0' + low : 'a' + low - 10);
    }
    return (struct str){.at = text, .len = bytes.len * 2};
}

enum status hex_decode(struct arena *arena, struct str text, struct str *out)
{
    char *bytes = arena_take(arena, text.len / 2 + 1);

    if (text.len % 2 != 0)
        return INVALID;
    for (size_t i = 0; i < text.len; i += 2) {
        int high = number_hex(text.at[i]);
        int low = number_hex(text.at[i + 1]);

        if (high == NO_VALUE || low == NO_VALUE)
            return INVALID;
        bytes[i / 2] = (char)(high << 4 | low);
    }
    *out = (struct str){.at = bytes, .len = text.len / 2};
    return OK;
}

static void letter_32_put(struct strbuf *text, uint32_t value)
{
    value &= 0x1f;
    strbuf_put_byte(text, (char)(value < 26 ? 'A' + value : '2' + value - 26));
}

struct str base32_encode(struct arena *arena, struct str bytes)
{
    struct strbuf text = {.arena = arena};
    uint32_t held = 0;
    unsigned bits = 0;

    for (size_t i = 0; i < bytes.len; i++) {
        held = held << 8 | (unsigned char)bytes.at[i];
        for (bits += 8; bits >= GROUP_BITS_32; bits -= GROUP_BITS_32)
            letter_32_put(&text, held >> (bits - GROUP_BITS_32));
    }
    if (bits > 0)
        letter_32_put(&text, held << (GROUP_BITS_32 - bits));
    return strbuf_str(&text);
}

/* The two letters in which the alphabets differ. */
struct alphabet {
    char value_62;
    char value_63;
};

static const struct alphabet alphabet_url = {'-', '_'};
static const struct alphabet alphabet_phc = {'+', '/'};

static char letter_of(unsigned value, const struct alphabet *alphabet)
{
    if (value < 26)
        return (char)('A' + value);
    if (value < 52)
        return (char)('a' + value - 26);
    if (value < 62)
        return (char)('0' + value - 52);
    return value == 62 ? alphabet->value_62 : alphabet->value_63;
}

static int value_of(char letter, const struct alphabet *alphabet)
{
    if (letter >= 'A' && letter <= 'Z')
        return letter - 'A';
    if (letter >= 'a' && letter <= 'z')
        return letter - 'a' + 26;
    if (letter >= '0' && letter <= '9')
        return letter - '0' + 52;
    if (letter == alphabet->value_62)
        return 62;
    return letter == alphabet->value_63 ? 63 : NO_VALUE;
}

static struct str letters_encode(struct arena *arena, struct str bytes,
                                 const struct alphabet *alphabet)
{
    char *text = arena_take(arena, bytes.len * 4 / 3 + 3);
    size_t len = 0;
    unsigned bits = 0;
    unsigned held = 0;

    for (size_t i = 0; i < bytes.len; i++) {
        bits = (bits << 8 | (unsigned char)bytes.at[i]) & 0xffff;
        for (held += 8; held >= GROUP_BITS; held -= GROUP_BITS)
            text[len++] = letter_of(bits >> (held - GROUP_BITS) & 0x3f, alphabet);
    }
    if (held > 0)
        text[len++] = letter_of(bits << (GROUP_BITS - held) & 0x3f, alphabet);
    return (struct str){.at = text, .len = len};
}

/* The last letter's unused bits must be zero: one spelling a value. */
static enum status letters_decode(struct arena *arena, struct str text,
                                  const struct alphabet *alphabet, struct str *out)
{
    char *bytes = arena_take(arena, text.len * 3 / 4 + 1);
    size_t len = 0;
    unsigned bits = 0;
    unsigned held = 0;

    for (size_t i = 0; i < text.len; i++) {
        int value = value_of(text.at[i], alphabet);

        if (value == NO_VALUE)
            return INVALID;
        bits = (bits << GROUP_BITS | (unsigned)value) & 0xffff;
        held += GROUP_BITS;
        if (held >= 8) {
            held -= 8;
            bytes[len++] = (char)(bits >> held & 0xff);
        }
    }
    if (held == GROUP_BITS || (bits & ((1u << held) - 1)) != 0)
        return INVALID;
    *out = (struct str){.at = bytes, .len = len};
    return OK;
}

struct str base64url_encode(struct arena *arena, struct str bytes)
{
    return letters_encode(arena, bytes, &alphabet_url);
}

enum status base64url_decode(struct arena *arena, struct str text, struct str *out)
{
    return letters_decode(arena, text, &alphabet_url, out);
}

struct str base64_encode(struct arena *arena, struct str bytes)
{
    return letters_encode(arena, bytes, &alphabet_phc);
}

enum status base64_decode(struct arena *arena, struct str text, struct str *out)
{
    return letters_decode(arena, text, &alphabet_phc, out);
}
