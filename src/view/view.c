/* view.c: rows of a shape become the names of a template
 *
 * Which member goes under which key is settled once a list, not once a row: a member whose
 * names no template says has no keys and costs nothing more. */
#include "view/view.h"

#include "base/number.h"

/* The keys of one member; NULL where no template says it. */
struct slot {
    const struct key *plain;
    const struct key *other; /* x_not of a flag, x_set of a stamp */
    const struct key *unset;
    const struct key *text;
    const struct key *clock;
    const struct key *day;
};

static struct slot *slots_make(const struct dict *dict, const struct shape *shape)
{
    struct slot *slots = ARENA_NEW_N(dict_arena(dict), struct slot, shape->count);

    for (size_t i = 0; i < shape->count; i++) {
        const char *name = shape->fields[i].name;

        slots[i].plain = dict_key(dict, name, "");
        if (shape->fields[i].kind == KIND_FLAG)
            slots[i].other = dict_key(dict, name, "_not");
        if (shape->fields[i].kind != KIND_STAMP)
            continue;
        slots[i].other = dict_key(dict, name, "_set");
        slots[i].unset = dict_key(dict, name, "_set_not");
        slots[i].text = dict_key(dict, name, "_text");
        slots[i].clock = dict_key(dict, name, "_clock");
        slots[i].day = dict_key(dict, name, "_day");
    }
    return slots;
}

static void stamp_put(struct dict *dict, const struct slot *slot, struct stamp at,
                      const struct dial *dial)
{
    struct arena *arena = dict_arena(dict);
    bool set = !stamp_is_none(at);

    dict_show(dict, slot->other, set);
    dict_show(dict, slot->unset, !set);
    if (slot->plain)
        dict_put(dict, slot->plain, set ? dial->iso(arena, dial, at) : STR(""));
    if (slot->text)
        dict_put(dict, slot->text, set ? dial->text(arena, dial, at) : STR(""));
    if (slot->clock)
        dict_put(dict, slot->clock, set ? dial->clock(arena, dial, at) : STR(""));
    if (slot->day)
        dict_put(dict, slot->day, set ? dial->day(arena, dial, at) : STR(""));
}

/* Members are aligned in the struct they were described from. */
#define MEMBER(type, row, field) \
    (*(const type *)(const void *)((const char *)(row) + (field)->offset))

static unsigned word_count(const char *const *words)
{
    unsigned count = 0;

    while (words[count])
        count++;
    return count;
}

/* What a member reads as, but for flags and stamps, which are not one text. */
static struct str member_text(struct arena *arena, const struct field *field, const void *row)
{
    switch (field->kind) {
    case KIND_ID:
        return str_format(arena, "%llu", (unsigned long long)MEMBER(uint64_t, row, field));
    case KIND_COUNT:
        return number_group(arena, MEMBER(uint32_t, row, field));
    case KIND_SMALL:
        return str_format(arena, "%u", (unsigned)MEMBER(uint8_t, row, field));
    case KIND_INT:
        return str_format(arena, "%lld", (long long)MEMBER(int64_t, row, field));
    case KIND_TEXT:
        return MEMBER(struct str, row, field);
    case KIND_WORD: {
        unsigned word = MEMBER(unsigned, row, field);

        return word < word_count(field->words) ? str_of(field->words[word]) : STR("");
    }
    case KIND_FLAG:
    case KIND_STAMP:
        break;
    }
    return STR("");
}

static void row_fill(struct dict *dict, const struct shape *shape, const struct slot *slots,
                     const void *row, const struct dial *dial)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];

        if (field->kind == KIND_STAMP) {
            stamp_put(dict, &slots[i], MEMBER(struct stamp, row, field), dial);
        } else if (field->kind == KIND_FLAG) {
            dict_show(dict, slots[i].plain, MEMBER(bool, row, field));
            dict_show(dict, slots[i].other, !MEMBER(bool, row, field));
        } else if (slots[i].plain) {
            dict_put(dict, slots[i].plain, member_text(dict_arena(dict), field, row));
        }
    }
}

void view_fill(struct dict *dict, const struct shape *shape, const void *row,
               const struct dial *dial)
{
    row_fill(dict, shape, slots_make(dict, shape), row, dial);
}

void view_rows(struct dict *dict, const char *name, const struct list *list,
               const struct dial *dial,
               void (*each)(struct dict *row_dict, const void *row, void *with), void *with)
{
    const struct slot *slots = slots_make(dict, list->shape);

    dict_show(dict, dict_key(dict, name, "_none"), list->count == 0);
    dict_show(dict, dict_key(dict, name, "_any"), list->count > 0);
    if (list->count == 0)
        dict_show(dict, dict_key(dict, name, ""), false);
    for (size_t i = 0; i < list->count; i++) {
        const void *row = list->rows + i * list->shape->size;
        struct dict *row_dict = dict_section(dict, name);

        row_fill(row_dict, list->shape, slots, row, dial);
        if (each)
            each(row_dict, row, with);
    }
}
