/* mark.c: the marks of one template
 *
 * ctemplate would accept :none, a second pragma and other delimiters, each of which ends the
 * escaping; and a section that is closed in the wrong order it reports on standard error
 * only. So the text is read once here, before ctemplate sees it. */
#include "view/mark.h"

#include <string.h>

#include "base/list.h"

#define ESCAPE_LINE "{{%AUTOESCAPE context=\"HTML\"}}"

enum { DEPTH = 32, NAME_BYTES = 64 };

/* What may follow a name: these only ever escape more, or the same in another way. */
static const char *const modifiers[] = {"pre_escape", "html_escape", "json_escape",
                                        "url_query_escape", NULL};

struct scan {
    struct str rest;
    unsigned line;
    struct str open[DEPTH]; /* sections around this place */
    size_t depth;
    struct list marks;
};

const struct shape mark_shape = {.name = "mark", .size = sizeof(struct tpl_name)};

static bool name_is_good(struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';

        if (!letter && (i == 0 || c < '0' || c > '9'))
            return false;
    }
    return name.len > 0 && name.len <= NAME_BYTES;
}

static bool modifiers_are_good(struct str rest)
{
    while (rest.len > 0)
        if (word_find(modifiers, str_cut(&rest, ':')) < 0)
            return false;
    return true;
}

static const char *section_close(struct scan *scan, struct str name)
{
    if (scan->depth == 0 || !str_equal(scan->open[scan->depth - 1], name))
        return "closes a section that is not the innermost open one";
    scan->depth--;
    return NULL;
}

static const char *section_open(struct scan *scan, struct str name)
{
    if (scan->depth == DEPTH)
        return "opens too many sections inside each other";
    scan->open[scan->depth++] = name;
    return NULL;
}

/* One mark without its braces; the reason if it is not to be had. */
static const char *mark_take(struct scan *scan, struct arena *arena, struct str mark)
{
    char sign = mark.len > 0 ? mark.at[0] : ' ';
    bool signed_mark = strchr("#/>", sign) != NULL;
    struct str rest = signed_mark ? str_from(mark, 1) : mark;
    struct str name = str_cut(&rest, ':');
    const char *why = NULL;
    struct tpl_name *row;

    if (sign == '!')
        return NULL;
    if (!name_is_good(name))
        return "is no variable, section, include or comment";
    if (signed_mark ? rest.len > 0 : !modifiers_are_good(rest))
        return "has a modifier that is not allowed";
    if (sign == '/')
        return section_close(scan, name);
    if (sign == '#')
        why = section_open(scan, name);
    row = list_append(&scan->marks, arena);
    *row = (struct tpl_name){
        .use = sign == '#'   ? TPL_SECTION
               : sign == '>' ? TPL_INCLUDE
                             : TPL_VARIABLE,
        .name = name,
        .line = scan->line,
    };
    return why;
}

/* Move on by n bytes, counting lines. */
static void scan_skip(struct scan *scan, size_t n)
{
    for (size_t i = 0; i < n; i++)
        scan->line += scan->rest.at[i] == '\n';
    scan->rest = str_from(scan->rest, n);
}

static const char *scan_all(struct scan *scan, struct arena *arena, struct str *mark)
{
    for (;;) {
        const char *why;

        scan_skip(scan, str_find_str(scan->rest, STR("{{")));
        if (scan->rest.len == 0)
            break;
        *mark = str_upto(scan->rest, str_find_str(scan->rest, STR("}}")));
        if (mark->len == scan->rest.len)
            return "is not closed";
        why = mark_take(scan, arena, str_from(*mark, 2));
        if (why)
            return why;
        scan_skip(scan, mark->len + 2);
    }
    *mark = scan->depth > 0 ? scan->open[scan->depth - 1] : (struct str){0};
    return scan->depth > 0 ? "is a section without an end" : NULL;
}

enum status mark_scan(struct arena *arena, struct str file, struct str text,
                      struct tpl_name **out, size_t *count, struct str *why)
{
    struct str first = STR(ESCAPE_LINE "\n");
    struct scan scan = {.line = 2, .marks = {.shape = &mark_shape}};
    struct str mark = {0};
    const char *reason;

    if (!str_starts(text, first)) {
        *why = str_format(arena, "template %.*s: the first line must be %s", STR_ARG(file),
                          ESCAPE_LINE);
        return INVALID;
    }
    scan.rest = str_from(text, first.len);
    reason = scan_all(&scan, arena, &mark);
    if (reason) {
        *why = str_format(arena, "template %.*s, line %u: %.*s %s", STR_ARG(file), scan.line,
                          STR_ARG(str_upto(mark, NAME_BYTES)), reason);
        return INVALID;
    }
    *out = (struct tpl_name *)(void *)scan.marks.rows;
    *count = scan.marks.count;
    for (size_t i = 0; i < *count; i++)
        (*out)[i].file = file;
    return OK;
}
