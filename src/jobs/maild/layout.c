/* layout.c: the plain form of a mail, from lines that are paragraphs */
#include "jobs/maild/layout.h"

#include "text/utf8.h"

struct str layout_plain(struct arena *arena, struct str escaped)
{
    static const struct {
        struct str code;
        char sign;
    } escapes[] = {{{"&amp;", 5}, '&'},
                   {{"&lt;", 4}, '<'},
                   {{"&gt;", 4}, '>'},
                   {{"&quot;", 6}, '"'},
                   {{"&#39;", 5}, '\''}};
    struct strbuf out = {.arena = arena};

    while (escaped.len > 0) {
        char sign = escaped.at[0];
        size_t len = 1;

        for (size_t i = 0; sign == '&' && len == 1 && i < COUNT_OF(escapes); i++)
            if (str_starts(escaped, escapes[i].code)) {
                sign = escapes[i].sign;
                len = escapes[i].code.len;
            }
        strbuf_put_byte(&out, sign);
        escaped = str_from(escaped, len);
    }
    return strbuf_str(&out);
}

/* "- " or "> ", or nothing. */
static struct str bullet_of(struct str line)
{
    if (str_starts(line, STR("- ")) || str_starts(line, STR("> ")))
        return str_upto(line, 2);
    return STR("");
}

/* What a broken line goes on with. */
static struct str hang_of(struct str bullet)
{
    return str_is(bullet, "- ") ? STR("  ") : bullet;
}

static void line_put(struct strbuf *out, struct str line)
{
    struct str bullet = bullet_of(line);
    struct str rest = str_from(line, bullet.len);
    size_t column = bullet.len;
    bool first = true;

    strbuf_put(out, bullet);
    while (rest.len > 0) {
        struct str word = str_cut(&rest, ' ');
        size_t width = utf8_count(word);

        if (width == 0)
            continue;
        if (!first && column + 1 + width > LAYOUT_COLUMNS) {
            strbuf_put_byte(out, '\n');
            strbuf_put(out, hang_of(bullet));
            column = bullet.len;
        } else if (!first) {
            strbuf_put_byte(out, ' ');
            column++;
        }
        strbuf_put(out, word);
        column += width;
        first = false;
    }
    strbuf_put_byte(out, '\n');
}

struct str layout_text(struct arena *arena, struct str escaped)
{
    struct strbuf out = {.arena = arena};
    struct str before = STR("");
    bool first = true;

    while (escaped.len > 0) {
        struct str line = str_trim(layout_plain(arena, str_cut(&escaped, '\n')));
        struct str bullet = bullet_of(line);

        if (line.len == 0)
            continue;
        if (!first && (bullet.len == 0 || !str_equal(bullet, before)))
            strbuf_put_byte(&out, '\n');
        line_put(&out, line);
        before = bullet;
        first = false;
    }
    return strbuf_str(&out);
}
