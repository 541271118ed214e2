/* carrier_id.c: one spelling for the ids that carriers give to messages
 *
 * Where one side writes hex and the other decimal, both become hex: ids may be longer than
 * any integer type, and dividing by 16 is a loop. */
#include "smpp/carrier_id.h"

const char *const id_form_words[] = {"text", "hex_to_decimal", "decimal_to_hex", "digits",
                                     NULL};

enum spelling { AS_TEXT, AS_HEX, AS_DECIMAL, AS_DIGITS };

static const struct {
    enum spelling answered;
    enum spelling receipted;
} spellings[] = {
    [ID_TEXT] = {AS_TEXT, AS_TEXT},
    [ID_HEX_TO_DECIMAL] = {AS_DECIMAL, AS_HEX},
    [ID_DECIMAL_TO_HEX] = {AS_HEX, AS_DECIMAL},
    [ID_DIGITS] = {AS_DIGITS, AS_DIGITS},
};

static const char hex_digits[] = "0123456789abcdef";

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_printable(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < 0x20 || text.at[i] > 0x7e)
            return false;
    return true;
}

/* "000" is the id 0, not no id. */
static struct str zeros_dropped(struct str text)
{
    while (text.len > 1 && text.at[0] == '0')
        text = str_from(text, 1);
    return text;
}

static struct str digits_kept(struct arena *arena, struct str text)
{
    struct strbuf kept = {.arena = arena};

    for (size_t i = 0; i < text.len; i++)
        if (is_digit(text.at[i]))
            strbuf_put_byte(&kept, text.at[i]);
    return strbuf_str(&kept);
}

/* Divide the decimal number in `digits` (values, not characters) by 16; returns the rest. */
static unsigned divide_by_16(unsigned char *digits, size_t count)
{
    unsigned rest = 0;

    for (size_t i = 0; i < count; i++) {
        unsigned value = rest * 10 + digits[i];

        digits[i] = (unsigned char)(value / 16);
        rest = value % 16;
    }
    return rest;
}

static struct str hex_of_decimal(struct arena *arena, struct str text)
{
    unsigned char digits[CARRIER_ID_MOST] = {0};
    char *hex = arena_take(arena, CARRIER_ID_MOST);

    for (size_t i = 0; i < text.len; i++)
        digits[i] = (unsigned char)(text.at[i] - '0');
    /* Hex never has more digits than decimal, so the answer fits from the right. */
    for (size_t i = text.len; i-- > 0;)
        hex[i] = hex_digits[divide_by_16(digits, text.len)];
    return (struct str){.at = hex, .len = text.len};
}

static enum status normalise(struct arena *arena, struct str id, enum spelling spelling,
                             struct str *out)
{
    struct str text = str_lower(arena, str_trim(id));
    struct str digits;

    if (text.len == 0 || text.len > CARRIER_ID_MOST || !is_printable(text))
        return INVALID;

    digits = digits_kept(arena, text);
    if (spelling == AS_DECIMAL && digits.len == text.len)
        text = hex_of_decimal(arena, text);
    else if (spelling == AS_DIGITS && digits.len > 0)
        text = digits;
    else if (spelling == AS_HEX && text.len > 2 && str_starts(text, STR("0x")))
        text = str_from(text, 2);

    *out = zeros_dropped(text);
    return OK;
}

enum status carrier_id_answered(struct arena *arena, struct str id, enum id_form form,
                                struct str *out)
{
    return normalise(arena, id, spellings[form].answered, out);
}

enum status carrier_id_receipted(struct arena *arena, struct str id, enum id_form form,
                                 struct str *out)
{
    return normalise(arena, id, spellings[form].receipted, out);
}
