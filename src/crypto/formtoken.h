/* formtoken.h: proof that a form came from a page that we gave to this session
 *
 * HMAC-SHA256(server key, session, salt, method + route pattern + account); each piece goes
 * in with its length, so that no two claims give the same bytes (security.md, 2.2). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

struct form_claim {
    struct str id_hash;   /* 32 bytes: the session's; of a sign-in form, its cookie's */
    struct str form_salt; /* the session's */
    const char *method;   /* "POST" */
    const char *route;    /* the pattern: "/inbox/:id/reply" */
    uint64_t account_id;  /* 0 outside an account */
};

/* 43 characters of base64url. BROKEN if the library fails. */
enum status form_token_make(struct arena *arena, struct str key, const struct form_claim *claim,
                            struct str *out) MUST_USE NONNULL(1, 3, 4);

/* DENIED if the given token is not the claim's; compared in constant time. */
enum status form_token_check(struct arena *arena, struct str key,
                             const struct form_claim *claim, struct str given) MUST_USE
    NONNULL(1, 3);
