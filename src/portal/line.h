/* line.h: one line of text that a person types into a form
 *
 * What is wrong with it is a sentence beside its field, and what was typed stays. */
#pragma once

#include "portal/faults.h"
#include "portal/visit.h"

struct line_rule {
    const char *field;
    size_t points;        /* at most so many code points */
    const char *too_long; /* what is said then */
    const char *missing;  /* what is said of an empty one; NULL: it may be empty */
};

/* Take the field, trimmed, into *out whatever the faults. INVALID if no form of ours sends what
 * came (visit_field). */
enum status line_take(struct visit *visit, const struct line_rule *rule, struct faults *faults,
                      struct str *out) MUST_USE NONNULL(1, 2, 3, 4);
