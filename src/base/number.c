/* number.c: numbers that came from outside */
#include "base/number.h"

enum {
    ID_DIGITS = 19,  /* 10^19 - 1 still fits into 64 bits */
    DIGITS_ROOM = 32 /* 20 digits and 6 commas */
};

static enum status digits_parse(struct str text, uint64_t *out)
{
    uint64_t value = 0;

    if (text.len == 0 || (text.at[0] == '0' && text.len > 1))
        return INVALID;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return INVALID;
        if (__builtin_mul_overflow(value, UINT64_C(10), &value) ||
            __builtin_add_overflow(value, (uint64_t)(text.at[i] - '0'), &value))
            return INVALID;
    }
    *out = value;
    return OK;
}

enum status number_parse(struct str text, int64_t min, int64_t max, int64_t *out)
{
    bool minus = min < 0 && text.len > 1 && text.at[0] == '-';
    uint64_t magnitude;
    int64_t value;

    TRY(digits_parse(minus ? str_from(text, 1) : text, &magnitude));
    if (minus && magnitude == 0)
        return INVALID;
    if (__builtin_mul_overflow(magnitude, (int64_t)(minus ? -1 : 1), &value))
        return INVALID;
    if (value < min || value > max)
        return INVALID;
    *out = value;
    return OK;
}

enum status number_parse_id(struct str text, uint64_t *out)
{
    uint64_t value;

    if (text.len > ID_DIGITS)
        return INVALID;
    TRY(digits_parse(text, &value));
    if (value == 0)
        return INVALID;
    *out = value;
    return OK;
}

/* Digits from the last one on, a comma before every third if `grouped`. */
static struct str digits_of(struct arena *arena, uint64_t number, bool grouped)
{
    char text[DIGITS_ROOM];
    size_t at = sizeof(text);
    size_t count = 0;

    do {
        if (grouped && count > 0 && count % 3 == 0)
            text[--at] = ',';
        text[--at] = (char)('0' + number % 10);
        number /= 10;
        count++;
    } while (number > 0);
    return str_copy(arena, (struct str){.at = text + at, .len = sizeof(text) - at});
}

struct str number_plain(struct arena *arena, uint64_t number)
{
    return digits_of(arena, number, false);
}

struct str number_group(struct arena *arena, uint64_t number)
{
    return digits_of(arena, number, true);
}

int number_hex(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}
