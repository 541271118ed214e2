/* cookie.h: our cookies, by one word each
 *
 * "sid" is called __Host-sid over https and sid_PORT over http, which is served on loopback
 * only, where browsers share cookies between ports. */
#pragma once

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"
#include "http/site.h"

enum { COOKIE_SESSION = -1 }; /* ends with the browser */

/* The name on the wire. */
struct str cookie_name(struct arena *arena, const struct site *site, const char *word)
    NONNULL(1, 2, 3);

/* The value of a cookie in a Cookie header. NOT_FOUND if it is absent or no cookie value
 * (RFC 6265, 4.1.1, unquoted); CONFLICT if it is there twice, which is to be treated as
 * absent (SE-08). */
enum status cookie_find(struct arena *arena, const struct site *site, struct str header,
                        const char *word, struct str *out) MUST_USE NONNULL(1, 2, 4, 5);

/* The value of a Set-Cookie header: Path=/, HttpOnly, SameSite=Lax, Secure over https.
 * `age` in seconds; 0 removes the cookie; COOKIE_SESSION leaves the age out. INVALID if the
 * value is not made of cookie octets. */
enum status cookie_make(struct arena *arena, const struct site *site, const char *word,
                        struct str value, int age, struct str *out) MUST_USE
    NONNULL(1, 2, 3, 6);
