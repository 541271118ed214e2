/* audit_word.h: the words of audit.action, and what people read instead
 *
 * `noun.verb`, so that rows of one kind sort together. A new kind of row is a row here; a lint
 * holds every word that the sources write against this table. */
#pragma once

#include "base/attr.h"
#include "base/str.h"

struct audit_word {
    const char *word;  /* "role.change" */
    const char *title; /* "Role changed" */
};

/* In the order in which they are offered; ends with { 0 }. */
extern const struct audit_word audit_words[];

/* What people read; the word itself if the table does not know it. */
struct str audit_word_title(struct str word);
