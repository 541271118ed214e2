/* view.h: rows of a shape become the names of a template
 *
 * id, small, int  {{x}} plain digits          count  {{x}} grouped digits
 * text            {{x}}                       word   {{x}} the word
 * flag            {{#x}} if true, {{#x_not}} if false
 * stamp           {{x}} RFC 3339 in the reader's zone, for datetime=; {{x_text}} friendly;
 *                 {{x_clock}} time of day; {{x_seconds}} with seconds; {{x_day}} the day;
 *                 {{x_whole}} day and time. {{#x_set}} and {{#x_set_not}} tell whether there
 *                 is one; an absent one is empty everywhere.
 * Names that no template says are not formatted. */
#pragma once

#include "base/list.h"
#include "base/shape.h"
#include "view/tpl.h"

/* The ways an instant is shown, by the ending of the name. */
enum face {
    FACE_ISO,     /* x */
    FACE_TEXT,    /* x_text */
    FACE_CLOCK,   /* x_clock */
    FACE_SECONDS, /* x_seconds */
    FACE_DAY,     /* x_day */
    FACE_DATE,    /* x_date */
    FACE_WHOLE,   /* x_whole */
    FACE_COUNT,
};

/* How instants are shown to this reader. Never called for an absent instant. */
struct dial {
    void *zone; /* whatever the functions below understand */
    struct stamp now;
    struct str (*show[FACE_COUNT])(struct arena *arena, const struct dial *dial,
                                   struct stamp at);
};

/* What one file is fed: a row of a program's table of views, which ends with { 0 }.
 *
 *     { "inbox/list.tpl", FED(&talk_shape, &folder_shape), SAID("search", "older_than") },
 */
struct view {
    const char *file;               /* below template_dir */
    const struct shape *const *fed; /* ended by NULL; NULL: none */
    const char *const *said;        /* other names C gives, ended by NULL; NULL: none */
};

#define FED(...)  ((const struct shape *const[]){__VA_ARGS__, NULL})
#define SAID(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Set every member of the row, a struct of that shape, in the dictionary. Texts are not
 * copied: the row must live until the page is written. */
void view_fill(struct dict *dict, const struct shape *shape, const void *row,
               const struct dial *dial) NONNULL(1, 2, 3, 4);

/* One {{#name}} a row; {{#name_none}} if there are no rows; {{#name_any}} round them if there
 * are. `each`, if given, is called for every filled row, to add what the shape has not. */
void view_rows(struct dict *dict, const char *name, const struct list *list,
               const struct dial *dial,
               void (*each)(struct dict *row_dict, const void *row, void *with), void *with)
    NONNULL(1, 2, 3, 4);

/* What a row shows beside its own members: a struct with a shape of its own, filled row by row.
 * `make` gets it zeroed; texts must live until the page is written, the struct need not. */
struct view_look {
    const struct shape *shape;
    void (*make)(const void *row, void *with, void *out);
};

/* The same with a look, whose members are said as the row's own are: their keys, too, are
 * looked up once a list. */
void view_looks(struct dict *dict, const char *name, const struct list *list,
                const struct dial *dial, const struct view_look *look, void *with)
    NONNULL(1, 2, 3, 4, 5);

/* Does each mark of the view's file name something it is fed? Known are: members of its
 * shapes with what view_fill derives from them, the shapes' names as lists, what is said
 * (with _not, _none, _any), and `frame`, the names every page is given. INVALID with a
 * sentence in *why that names file, line and mark. */
enum status view_prove(struct arena *arena, const struct tpl *tpl, const struct view *view,
                       const char *const *frame, struct str *why) MUST_USE
    NONNULL(1, 2, 3, 4, 5);
