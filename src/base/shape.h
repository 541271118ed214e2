/* shape.h: a struct described once, for SQL rows, templates and JSON alike
 *
 *     struct contact { uint64_t contact_id; struct str name; struct stamp added_at; };
 *     SHAPE(contact, FIELD(contact, contact_id), FIELD(contact, name),
 *           FIELD(contact, added_at));
 *
 * makes `const struct shape contact_shape`. Kind, offset and name come from the struct, so
 * `contact.name` is the column `name`, the template's {{name}} and the key "name". */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/stamp.h"
#include "base/str.h"

enum field_kind {
    KIND_ID,    /* uint64_t: an id, shown as plain digits */
    KIND_COUNT, /* uint32_t: a number of things, shown with grouped digits */
    KIND_SMALL, /* uint8_t: a small number */
    KIND_INT,   /* int64_t */
    KIND_FLAG,  /* bool: TINYINT 0 or 1 in SQL; in a template a section that is shown if true */
    KIND_TEXT,  /* struct str */
    KIND_STAMP, /* struct stamp: DATETIME(6), UTC */
    KIND_WORD,  /* unsigned: index into `words`; an ENUM of the same words in SQL */
};

struct field {
    const char *name;
    enum field_kind kind;
    size_t offset;
    const char *const *words; /* KIND_WORD: ended by NULL */
};

struct shape {
    const char *name; /* the struct's; also the section's in a template */
    size_t size;      /* of the struct, in bytes */
    size_t count;     /* of fields */
    const struct field *fields;
};

#define FIELD_KIND(type, member)                \
    _Generic(((struct type *)0)->member,        \
             uint64_t: KIND_ID,                 \
             uint32_t: KIND_COUNT,              \
             uint8_t: KIND_SMALL,               \
             int64_t: KIND_INT,                 \
             bool: KIND_FLAG,                   \
             struct str: KIND_TEXT,             \
             struct stamp: KIND_STAMP)

#define FIELD(type, member)                                                      \
    { .name = #member, .kind = FIELD_KIND(type, member),                         \
      .offset = offsetof(struct type, member) }

/* The same for a member of a member, under a name of its own. */
#define FIELD_AS(type, member, word)                                             \
    { .name = #word, .kind = FIELD_KIND(type, member),                           \
      .offset = offsetof(struct type, member) }

/* A member of an enum type (or unsigned), its SQL words in the order of the enum. */
#define FIELD_WORD(type, member, word_table)                                     \
    { .name = #member, .kind = KIND_WORD, .offset = offsetof(struct type, member), \
      .words = (word_table) }

#define SHAPE(type, ...)                                                         \
    static const struct field type##_fields_[] = { __VA_ARGS__ };                \
    const struct shape type##_shape = {                                          \
        .name = #type, .size = sizeof(struct type),                              \
        .count = COUNT_OF(type##_fields_), .fields = type##_fields_              \
    }

/* The word's index in the table, or -1. */
int word_find(const char *const *words, struct str word) NONNULL(1);
