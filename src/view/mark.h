/* mark.h: the marks of one template: {{name}} {{#name}} {{/name}} {{>name}}
 *
 * Stricter than ctemplate, whose grammar lets a file switch its escaping off. */
#pragma once

#include "base/shape.h"
#include "view/tpl.h"

extern const struct shape mark_shape; /* for lists of struct tpl_name */

/* Take a template apart. The marks, but ends of sections and comments, stand in *out in the
 * order of the text. INVALID with a sentence in *why (line and reason) if the first line is
 * not the escape line, a section is not closed in order, a mark is not closed or has a
 * strange name, or a modifier is none of the few that keep a value safe. */
enum status mark_scan(struct arena *arena, struct str file, struct str text,
                      struct tpl_name **out, size_t *count, struct str *why) MUST_USE
    NONNULL(1, 4, 5, 6);
