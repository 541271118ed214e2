/* faults.h: what a person typed wrong: a sentence beside each field
 *
 * Data, not a status: the page comes back with everything that was typed, a summary on top
 * and the sentence at its field. */
#pragma once

#include "base/list.h"
#include "view/tpl.h"

struct fault {
    struct str field; /* the control's id */
    struct str text;  /* a whole sentence */
};

extern const struct shape fault_shape;

/* Start with { 0 }. */
struct faults {
    struct list list;
};

void faults_add(struct faults *faults, struct arena *arena, const char *field, struct str text)
    NONNULL(1, 2, 3);
bool faults_any(const struct faults *faults) NONNULL(1);

/* Say them: section `faults` with the list `fault`; section FIELD_fault with `text` at each. */
void faults_say(const struct faults *faults, struct dict *dict) NONNULL(1, 2);
