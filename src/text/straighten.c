/* straighten.c: plain look-alikes for the characters that make a text UCS-2 */
#include "text/straighten.h"

#include "text/utf8.h"

enum { WORD_MOST = 40 }; /* code points worth quoting */

struct look_alike {
    uint32_t from;
    uint32_t to;
    const char *plain;
    const char *name;
};

/* Ordered as in Unicode; ranges include both ends. */
static const struct look_alike look_alikes[] = {
    {0x0009, 0x0009, " ", "The tab"},
    {0x0060, 0x0060, "'", "The back-tick"},
    {0x00a0, 0x00a0, " ", "The no-break space"},
    {0x00ab, 0x00ab, "\"", "The angle quotation mark"},
    {0x00ad, 0x00ad, "", "The soft hyphen"},
    {0x00b4, 0x00b4, "'", "The acute accent"},
    {0x00bb, 0x00bb, "\"", "The angle quotation mark"},
    {0x02bc, 0x02bc, "'", "The curly apostrophe"},
    {0x2000, 0x200a, " ", "The narrow or wide space"},
    {0x200b, 0x200b, "", "The invisible space"},
    {0x2010, 0x2012, "-", "The long hyphen"},
    {0x2013, 0x2015, "-", "The dash"},
    {0x2018, 0x2018, "'", "The curly quotation mark"},
    {0x2019, 0x2019, "'", "The curly apostrophe"},
    {0x201a, 0x201b, "'", "The curly quotation mark"},
    {0x201c, 0x201f, "\"", "The curly quotation mark"},
    {0x2022, 0x2022, "-", "The bullet"},
    {0x2026, 0x2026, "...", "The ellipsis"},
    {0x2028, 0x2029, "\n", "The line separator"},
    {0x202f, 0x202f, " ", "The no-break space"},
    {0x2032, 0x2032, "'", "The prime"},
    {0x2033, 0x2033, "\"", "The double prime"},
    {0x2039, 0x203a, "'", "The angle quotation mark"},
    {0x205f, 0x205f, " ", "The narrow or wide space"},
    {0x2060, 0x2060, "", "The invisible space"},
    {0x2212, 0x2212, "-", "The minus sign"},
    {0x3000, 0x3000, " ", "The wide space"},
    {0xfeff, 0xfeff, "", "The invisible space"},
};

static const struct look_alike *look_alike_find(uint32_t point)
{
    for (size_t i = 0; i < COUNT_OF(look_alikes); i++)
        if (point >= look_alikes[i].from && point <= look_alikes[i].to)
            return &look_alikes[i];
    return NULL;
}

struct str straighten(struct arena *arena, struct str text)
{
    struct strbuf buf = {.arena = arena};

    while (text.len > 0) {
        struct str before = text;
        const struct look_alike *found = look_alike_find(utf8_next(&text));

        if (found)
            strbuf_put_z(&buf, found->plain);
        else
            strbuf_put(&buf, str_upto(before, before.len - text.len));
    }
    return strbuf_str(&buf);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t';
}

static struct str word_around(struct str text, size_t at, size_t len)
{
    size_t from = at;
    size_t to = at + len;
    struct str word;

    while (from > 0 && !is_blank(text.at[from - 1]))
        from--;
    while (to < text.len && !is_blank(text.at[to]))
        to++;
    word = (struct str){.at = text.at + from, .len = to - from};
    if (word.len == len || utf8_count(word) > WORD_MOST)
        return STR("");
    return word;
}

struct odd odd_of(struct arena *arena, struct str text, const struct segments *segments)
{
    struct odd odd = {.character = segments->forcing, .word = STR("")};
    struct str rest = segments->forcing;
    const struct look_alike *found = NULL;

    if (!segments->forced)
        return odd;
    found = look_alike_find(utf8_next(&rest));
    odd.word = word_around(text, segments->forcing_byte, segments->forcing.len);
    if (found) {
        odd.name = str_of(found->name);
        odd.plain = str_of(found->plain);
    } else {
        odd.name = str_format(arena, "The character “%.*s”", STR_ARG(segments->forcing));
    }
    return odd;
}
