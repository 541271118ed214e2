/* view.c: rows of a shape become the names of a template
 *
 * Which member goes under which key is settled once a list, not once a row: a member whose
 * names no template says has no keys and costs nothing more. */
#include "view/view.h"

#include <string.h>

#include "base/number.h"

/* The keys of one member; NULL where no template says it. */
struct slot {
    const struct key *plain[FACE_COUNT]; /* only the first but for stamps */
    const struct key *shown;             /* x of a flag, x_set of a stamp */
    const struct key *hidden;            /* x_not, x_set_not */
};

static const char *const endings[FACE_COUNT] = {
    [FACE_ISO] = "",         [FACE_TEXT] = "_text",
    [FACE_CLOCK] = "_clock", [FACE_SECONDS] = "_seconds",
    [FACE_DAY] = "_day",     [FACE_DATE] = "_date",
    [FACE_WHOLE] = "_whole",
};

static struct slot slot_make(const struct dict *dict, const struct field *field)
{
    struct slot slot = {.plain = {dict_key(dict, field->name, "")}};

    if (field->kind == KIND_FLAG) {
        slot.shown = slot.plain[0];
        slot.hidden = dict_key(dict, field->name, "_not");
    }
    if (field->kind == KIND_STAMP) {
        slot.shown = dict_key(dict, field->name, "_set");
        slot.hidden = dict_key(dict, field->name, "_set_not");
        for (size_t i = 1; i < FACE_COUNT; i++)
            slot.plain[i] = dict_key(dict, field->name, endings[i]);
    }
    return slot;
}

static struct slot *slots_make(const struct dict *dict, const struct shape *shape)
{
    struct slot *slots = ARENA_NEW_N(dict_arena(dict), struct slot, shape->count);

    for (size_t i = 0; i < shape->count; i++)
        slots[i] = slot_make(dict, &shape->fields[i]);
    return slots;
}

static void flag_put(struct dict *dict, const struct slot *slot, bool shown)
{
    dict_show(dict, slot->shown, shown);
    dict_show(dict, slot->hidden, !shown);
}

static void stamp_put(struct dict *dict, const struct slot *slot, struct stamp at,
                      const struct dial *dial)
{
    struct arena *arena = dict_arena(dict);
    bool set = !stamp_is_none(at);

    flag_put(dict, slot, set);
    for (size_t i = 0; i < FACE_COUNT; i++)
        if (slot->plain[i])
            dict_put(dict, slot->plain[i], set ? dial->show[i](arena, dial, at) : STR(""));
}

/* Members are aligned in the struct they were described from. */
#define MEMBER(type, row, field)                                                               \
    (*(const type *)(const void *)((const char *)(row) + (field)->offset))

static struct str word_text(const char *const *words, unsigned word)
{
    unsigned at = 0;

    while (at < word && words[at])
        at++;
    return words[at] ? str_of(words[at]) : STR("");
}

/* What a member reads as, but for flags and stamps, which are not one text. */
static struct str member_text(struct arena *arena, const struct field *field, const void *row)
{
    switch (field->kind) {
    case KIND_ID:
        return number_plain(arena, MEMBER(uint64_t, row, field));
    case KIND_COUNT:
        return number_group(arena, MEMBER(uint32_t, row, field));
    case KIND_SMALL:
        return number_plain(arena, MEMBER(uint8_t, row, field));
    case KIND_INT:
        return str_format(arena, "%lld", (long long)MEMBER(int64_t, row, field));
    case KIND_TEXT:
        return MEMBER(struct str, row, field);
    case KIND_WORD:
        return word_text(field->words, MEMBER(unsigned, row, field));
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
            flag_put(dict, &slots[i], MEMBER(bool, row, field));
        } else if (slots[i].plain[0]) {
            dict_put(dict, slots[i].plain[0], member_text(dict_arena(dict), field, row));
        }
    }
}

void view_fill(struct dict *dict, const struct shape *shape, const void *row,
               const struct dial *dial)
{
    row_fill(dict, shape, slots_make(dict, shape), row, dial);
}

/* Whether there are rows, for what stands round them or in their place. */
static bool rows_begin(struct dict *dict, const char *name, const struct list *list)
{
    bool any = list->count > 0;

    dict_show(dict, dict_key(dict, name, "_none"), !any);
    dict_show(dict, dict_key(dict, name, "_any"), any);
    if (!any) /* nothing may have set its shape */
        dict_show(dict, dict_key(dict, name, ""), false);
    return any;
}

void view_rows(struct dict *dict, const char *name, const struct list *list,
               const struct dial *dial,
               void (*each)(struct dict *row_dict, const void *row, void *with), void *with)
{
    const struct slot *slots;

    if (!rows_begin(dict, name, list))
        return;
    slots = slots_make(dict, list->shape);
    for (size_t i = 0; i < list->count; i++) {
        const void *row = list->rows + i * list->shape->size;
        struct dict *row_dict = dict_section(dict, name);

        row_fill(row_dict, list->shape, slots, row, dial);
        if (each)
            each(row_dict, row, with);
    }
}

void view_looks(struct dict *dict, const char *name, const struct list *list,
                const struct dial *dial, const struct view_look *look, void *with)
{
    const struct slot *slots;
    const struct slot *look_slots;
    void *made;

    if (!rows_begin(dict, name, list))
        return;
    slots = slots_make(dict, list->shape);
    look_slots = slots_make(dict, look->shape);
    made = arena_take(dict_arena(dict), look->shape->size);
    for (size_t i = 0; i < list->count; i++) {
        const void *row = list->rows + i * list->shape->size;
        struct dict *row_dict = dict_section(dict, name);

        row_fill(row_dict, list->shape, slots, row, dial);
        memset(made, 0, look->shape->size);
        look->make(row, with, made);
        row_fill(row_dict, look->shape, look_slots, made, dial);
    }
}
