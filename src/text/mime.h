/* mime.h: an e-mail as bytes (RFC 5322, RFC 2045 to 2047, RFC 3834), and back */
#pragma once

#include "base/stamp.h"
#include "base/status.h"
#include "base/str.h"

/* A mail to one person. No text of a person's stands in `from`, which the configuration says.
 */
struct mime_mail {
    struct str from; /* address */
    struct str from_name;
    struct str to; /* address */
    struct str to_name;
    struct str subject;
    struct str message_id; /* left@right, the same at every try */
    struct stamp date;
    struct str text; /* UTF-8, lines ended by LF */
    struct str html;
};

/* The whole message, lines ended by CRLF: multipart/alternative in quoted-printable, headers
 * folded and encoded where they must be; always the same bytes for the same mail. INVALID if
 * what goes into a header is not UTF-8 or holds a control character (IO-07). */
enum status mime_write(struct arena *arena, const struct mime_mail *mail,
                       struct str *out) MUST_USE NONNULL(1, 2, 3);

/* What stands in a message, decoded, valid UTF-8 throughout; what is missing is absent. */
struct mime_seen {
    struct str from;
    struct str to;
    struct str subject;
    struct str message_id;
    struct stamp date; /* STAMP_NONE: none */
    struct str text;   /* the first text/plain */
    struct str html;   /* the first text/html */
};

enum { MIME_MOST = 1 << 20 };

/* Any bytes. TOO_MUCH if there are more than MIME_MOST, INVALID if they are no message. */
enum status mime_read(struct arena *arena, struct str bytes, struct mime_seen *out) MUST_USE
    NONNULL(1, 3);
