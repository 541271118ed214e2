/* site.h: the address the portal is reached at (configuration key base_url) */
#pragma once

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"

struct site {
    struct str origin; /* "https://sms.example", "http://localhost:8080": no last slash */
    struct str host;   /* "sms.example", "localhost:8080" */
    bool https;
    unsigned port;
};

/* https anywhere, or http on localhost only (RFC 6454 origin in lower case, no path).
 * INVALID with a sentence in *why otherwise. */
enum status site_parse(struct arena *arena, const char *base_url, struct site *out,
                       struct str *why) MUST_USE NONNULL(1, 2, 3, 4);
