/* form.h: names and values of a query or a posted form
 *
 * Limits (IO-09): 1 MiB, 200 fields, names of 64 bytes; multipart (RFC 7578): boundary of 70
 * bytes, 20 parts, 8 KiB of headers a part, no nesting, the last boundary must be there.
 * Names and values are UTF-8 without NUL and without control characters but TAB, LF and CR.
 * What breaks a limit or a rule is INVALID as a whole. */
#pragma once

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"

enum {
    FORM_BYTES = 1 << 20,
    FORM_FIELDS = 200,
    FORM_NAME = 64,
    FORM_BOUNDARY = 70,
    FORM_PARTS = 20,
    FORM_PART_HEAD = 8 << 10,
};

struct entry {
    struct str name;
    struct str value;
    struct str file_name; /* at != NULL if the part is a file; its value may hold any bytes */
    struct str type;      /* the part's Content-Type as it was sent */
};

struct form {
    struct entry *entries;
    size_t count;
};

/* application/x-www-form-urlencoded, also a query string (WHATWG URL, 5.1, but strict: a bad
 * percent sign is INVALID). Memory is the arena's. */
enum status form_parse(struct arena *arena, struct str text, struct form *out) MUST_USE
    NONNULL(1, 3);

/* multipart/form-data. Values are views into `body`. */
enum status form_parse_parts(struct arena *arena, struct str boundary, struct str body,
                             struct form *out) MUST_USE NONNULL(1, 4);

/* The value sent under a name; absent (at == NULL) if none was. Not normalised: what somebody
 * typed goes through utf8_take of text/utf8.h next. */
struct str form_get(const struct form *form, const char *name) NONNULL(1, 2);

/* INVALID if the form has a name that is not listed (ended by NULL): TN-14. */
enum status form_only(const struct form *form, const char *const *names) MUST_USE NONNULL(1, 2);

/* Is a name there twice, in one form or across the two (TN-17)? */
bool form_has_double(const struct form *query, const struct form *body) NONNULL(1, 2);
