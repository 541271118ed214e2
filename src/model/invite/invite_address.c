/* invite_address.c: the e-mail addresses in a pasted list */
#include "model/invite/invite_address.h"

#include "model/mail/mail.h"

SHAPE(invite_address, FIELD(invite_address, text), FIELD(invite_address, good));

static bool is_plain(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] <= ' ' || text.at[i] > '~')
            return false;
    return true;
}

static void address_add(struct arena *arena, struct list *out, struct str text)
{
    bool good = is_plain(text) && mail_address_is_good(text);
    struct invite_address *address;

    if (good)
        text = str_lower(arena, text);
    for (size_t i = 0; i < out->count; i++)
        if (str_equal(LIST_AT(out, struct invite_address, i)->text, text))
            return;
    address = list_append(out, arena);
    *address = (struct invite_address){.text = text, .good = good};
}

/* Pieces without brackets are parted by blanks too. */
static void words_add(struct arena *arena, struct list *out, struct str piece)
{
    while (piece.len > 0) {
        struct str word = str_trim(str_cut(&piece, ' '));

        if (word.len > 0)
            address_add(arena, out, word);
    }
}

static bool is_break(char byte)
{
    return str_find(STR(",;\t\r\n"), byte) < 5;
}

/* Up to the next sign that parts; "Novak, Petra <petra@…>" is one piece of a line. */
static struct str piece_cut(struct str *rest)
{
    struct str piece = *rest;
    size_t bracket = str_find(piece, '<');
    size_t len = 0;

    if (bracket < str_find(piece, '@') && bracket < str_find(piece, '\n'))
        len = bracket + str_find(str_from(piece, bracket), '>');
    while (len < piece.len && !is_break(piece.at[len]))
        len++;
    *rest = str_from(piece, len + 1);
    return str_upto(piece, len);
}

void invite_addresses(struct arena *arena, struct str typed, struct list *out)
{
    out->shape = &invite_address_shape;
    while (typed.len > 0) {
        struct str piece = str_trim(piece_cut(&typed));
        size_t open = str_find(piece, '<');

        if (open < piece.len) {
            struct str inner = str_from(piece, open + 1);

            address_add(arena, out, str_trim(str_cut(&inner, '>')));
        } else {
            words_add(arena, out, piece);
        }
    }
}
