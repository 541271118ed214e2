/* prove.c: does each mark of a template name something it is fed? */

#include "view/view.h"

/* Is `name` the word, with one of the endings (ended by NULL)? */
static bool name_is(struct str name, const char *word, const char *const *endings)
{
    struct str stem = str_of(word);

    if (!str_starts(name, stem))
        return false;
    for (size_t i = 0; endings[i]; i++)
        if (str_is(str_from(name, stem.len), endings[i]))
            return true;
    return false;
}

static bool said_has(const char *const *said, const struct tpl_name *mark)
{
    static const char *const plain[] = {"", NULL};
    static const char *const section[] = {"", "_not", "_none", "_any", "_separator", NULL};

    for (size_t i = 0; said && said[i]; i++)
        if (name_is(mark->name, said[i], mark->use == TPL_SECTION ? section : plain))
            return true;
    return false;
}

static bool field_has(const struct field *field, const struct tpl_name *mark)
{
    static const char *const plain[] = {"", NULL};
    static const char *const flag[] = {"", "_not", NULL};
    static const char *const stamp[] = {"",     "_text", "_clock", "_seconds",
                                        "_day", "_date", "_whole", NULL};
    static const char *const stamp_set[] = {"_set", "_set_not", NULL};

    if (mark->use == TPL_SECTION)
        return (field->kind == KIND_FLAG && name_is(mark->name, field->name, flag)) ||
               (field->kind == KIND_STAMP && name_is(mark->name, field->name, stamp_set));
    return mark->use == TPL_VARIABLE && field->kind != KIND_FLAG &&
           name_is(mark->name, field->name, field->kind == KIND_STAMP ? stamp : plain);
}

static bool shapes_have(const struct shape *const *shapes, const struct tpl_name *mark)
{
    for (; shapes && *shapes; shapes++) {
        const char *const list[] = {(*shapes)->name, NULL};

        if (mark->use == TPL_SECTION && said_has(list, mark))
            return true;
        for (size_t i = 0; i < (*shapes)->count; i++)
            if (field_has(&(*shapes)->fields[i], mark))
                return true;
    }
    return false;
}

/* An include in lower case was resolved when the file was loaded. */
static bool include_is_file(const struct tpl_name *mark)
{
    return mark->use == TPL_INCLUDE && (mark->name.at[0] < 'A' || mark->name.at[0] > 'Z');
}

enum status view_prove(struct arena *arena, const struct tpl *tpl, const struct view *view,
                       const char *const *frame, struct str *why)
{
    static const char signs[][2] = {[TPL_SECTION] = "#", [TPL_INCLUDE] = ">"};
    const struct tpl_name *marks = NULL;
    size_t count = 0;

    if (tpl_names(tpl, view->file, &marks, &count) != OK) {
        *why = str_format(arena, "template %s was not loaded", view->file);
        return INVALID;
    }
    for (size_t i = 0; i < count; i++) {
        const struct tpl_name *mark = &marks[i];

        if (include_is_file(mark) || said_has(frame, mark) || said_has(view->said, mark) ||
            shapes_have(view->fed, mark))
            continue;
        *why = str_format(arena, "template %.*s, line %u: {{%s%.*s}} is nothing that %s is fed",
                          STR_ARG(mark->file), mark->line, signs[mark->use],
                          STR_ARG(mark->name), view->file);
        return INVALID;
    }
    return OK;
}
