/* str.h: text that came from outside, and text that grows
 *
 * A struct str is a view: bytes and their number, not necessarily ended by NUL, owned by
 * someone else (mostly the visit's arena). An absent value (SQL NULL) has at == NULL; an
 * empty one has at != NULL and len 0. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"

struct str {
    const char *at;
    size_t len;
};

#define STR(literal) ((struct str){ .at = ("" literal ""), .len = sizeof(literal) - 1 })
/* For printf: "%.*s", STR_ARG(s) */
#define STR_ARG(s) (int)(s).len, ((s).at ? (s).at : "")

/* View a NUL-ended string; NULL gives the absent str. Nothing is copied. */
struct str str_of(const char *text);
bool str_equal(struct str a, struct str b);
bool str_is(struct str a, const char *literal) NONNULL(2);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* First index of the byte, or s.len if there is none. */
size_t str_find(struct str s, char byte);
/* First index of the text, or s.len if there is none. */
size_t str_find_str(struct str s, struct str wanted);
/* s without its first n bytes (all of it gone if shorter); its first n bytes. */
struct str str_from(struct str s, size_t n);
struct str str_upto(struct str s, size_t n);
/* Without ASCII space, tab, CR and LF at both ends. */
struct str str_trim(struct str s);
/* Cut *rest at the first `byte`: returns what stood before it and leaves the remainder. */
struct str str_cut(struct str *rest, char byte) NONNULL(1);

/* Copies that live as long as the arena; always NUL-ended behind their length. */
struct str str_copy(struct arena *arena, struct str s) NONNULL(1);
const char *str_z(struct arena *arena, struct str s) RETURNS_NONNULL NONNULL(1);
struct str str_format(struct arena *arena, const char *format, ...) PRINTF(2, 3) NONNULL(1, 2);
/* Copy with ASCII letters in lower case. */
struct str str_lower(struct arena *arena, struct str s) NONNULL(1);

/* Text that grows in an arena. Start with { .arena = a }; strbuf_str() views what is there
 * (valid until the next put). */
struct strbuf {
    struct arena *arena;
    char *at;
    size_t len;
    size_t room;
};

void strbuf_put(struct strbuf *buf, struct str s) NONNULL(1);
void strbuf_put_z(struct strbuf *buf, const char *text) NONNULL(1, 2);
void strbuf_put_byte(struct strbuf *buf, char byte) NONNULL(1);
void strbuf_put_format(struct strbuf *buf, const char *format, ...) PRINTF(2, 3) NONNULL(1, 2);
struct str strbuf_str(const struct strbuf *buf) NONNULL(1);
