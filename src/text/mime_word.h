/* mime_word.h: a text as it stands in a header (RFC 2047, RFC 5322)
 *
 * GMime writes encoded words of more than the 75 characters that RFC 2047 allows where a name
 * has no spaces, so ours are made here. */
#pragma once

#include "base/status.h"
#include "base/str.h"

/* Plain where it is short and of nothing but letters, digits, spaces and "-.,'!?&": a subject.
 * Encoded words otherwise, each on a line of its own, whole code points in each. INVALID if the
 * text is not UTF-8 or holds a control character, line ends among them (IO-07). */
enum status mime_text(struct arena *arena, struct str text, struct str *out) MUST_USE
    NONNULL(1, 3);

/* `name <address>` likewise; only the address if the name is empty. A name is plain only if
 * it is words of letters, digits and "-'". INVALID also if the address holds a space, an angle
 * bracket or nothing. */
enum status mime_person(struct arena *arena, struct str name, struct str address,
                        struct str *out) MUST_USE NONNULL(1, 4);
