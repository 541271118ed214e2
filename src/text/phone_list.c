/* phone_list.c: a pasted list of recipients, cut into entries */
#include "text/phone.h"

SHAPE(phone_entry, FIELD(phone_entry, text));

static bool is_divider(char byte)
{
    return byte == '\n' || byte == '\r' || byte == ',' || byte == ';' || byte == '\t';
}

static struct str entry_cut(struct str *rest)
{
    size_t end = 0;
    struct str entry;

    while (end < rest->len && !is_divider(rest->at[end]))
        end++;
    entry = str_trim(str_upto(*rest, end));
    *rest = str_from(*rest, end + 1);
    return entry;
}

enum status phone_list_split(struct arena *arena, struct str typed, size_t most,
                             struct list *out)
{
    struct list entries = {.shape = &phone_entry_shape};

    while (typed.len > 0) {
        struct str text = entry_cut(&typed);
        struct phone_entry *entry;

        if (text.len == 0)
            continue;
        if (entries.count == most)
            return TOO_MUCH;
        entry = list_append(&entries, arena);
        entry->text = text;
    }
    *out = entries;
    return OK;
}
