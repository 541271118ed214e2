/* dict.c: what a page says, by name: the part of tpl.h that needs no template library */
#include "base/number.h"
#include "view/tpl.h"

void dict_text(struct dict *dict, const char *name, struct str value)
{
    dict_put(dict, dict_key(dict, name, ""), value);
}

void dict_word(struct dict *dict, const char *name, const char *value)
{
    dict_text(dict, name, str_of(value));
}

void dict_number(struct dict *dict, const char *name, uint64_t value)
{
    const struct key *key = dict_key(dict, name, "");

    if (key)
        dict_put(dict, key, number_plain(dict_arena(dict), value));
}

void dict_flag(struct dict *dict, const char *name, bool shown)
{
    dict_show(dict, dict_key(dict, name, ""), shown);
    dict_show(dict, dict_key(dict, name, "_not"), !shown);
}
