/* letter.h: what a mail says: names with values, and rows of them; kept as JSON
 *
 *     {"say": {"person": "Tess"}, "link": {"accept": "/invite/…"},
 *      "rows": {"grant": [{"account": "Sales"}]}}
 *
 * Names are members of templates, [a-z_]. A link is a path of ours; whoever writes the mail
 * sets the configured address before it, and no one else's (requirement AU-14). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

enum { LETTER_WORDS = 400 };

struct letter_word {
    struct str section; /* absent: of the mail itself */
    uint32_t row;       /* of the section, from 0 */
    struct str name;
    struct str value;
    bool link;
};

/* Words in the order they were said; a section's row by row. Start with { .arena = a }. */
struct letter {
    struct arena *arena;
    struct letter_word *words;
    size_t count;
};

/* {{name}} is this text, or, for a link, base_url and this path. Nothing is copied. Beyond
 * LETTER_WORDS words are counted, not kept. */
void letter_say(struct letter *letter, const char *name, struct str value) NONNULL(1, 2);
void letter_link(struct letter *letter, const char *name, struct str path) NONNULL(1, 2);
/* One more {{#section}}: names, ended by NULL, with their values. */
void letter_row(struct letter *letter, const char *section, const char *const *names,
                const struct str *values) NONNULL(1, 2, 3, 4);

/* TOO_MUCH if more was said than is kept. INVALID if a text is not UTF-8 or holds a control
 * character other than tab and line end, or a link is no path of ours. */
enum status letter_write(const struct letter *letter, struct str *out) MUST_USE NONNULL(1, 2);

/* INVALID if it is nothing that letter_write wrote. Texts are copied into letter->arena. */
enum status letter_read(struct str text, struct letter *letter) MUST_USE NONNULL(2);
