/* route.h: what the world may ask of a program
 *
 *     static const struct route routes[] = {
 *         { GET,  "/inbox/:id",       MAY_READ_INBOX, thread_show },
 *         { POST, "/inbox/:id/reply", MAY_SEND,       thread_reply },
 *         { 0 }
 *     };
 *
 * Rows are positional, so that a need left out does not compile. A pattern whose need lives
 * in an account stands behind `/:a`; `:id` is an id in canonical form, `:token` a one-time
 * token (43 characters of base64url). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "auth/perm.h"
#include "base/status.h"
#include "http/request.h"

struct visit;

struct route {
    enum method method; /* GET (serves HEAD too) or POST */
    const char *pattern;
    enum need need;
    enum status (*serve)(struct visit *visit);
};

enum { ROUTE_IDS = 2 };

/* What a path was found to be. */
struct found {
    bool has_path;             /* some route has the pattern */
    bool has_method;           /* and this method */
    const struct route *route; /* of the path and method, or of the path alone */
    uint64_t account_id;       /* 0: outside an account */
    uint64_t ids[ROUTE_IDS];   /* in the order of the pattern */
    struct str token;
};

/* Find the route of a path; `routes` ends with { 0 }. */
struct found route_find(const struct route *routes, enum method method, struct str path)
    NONNULL(1);

/* INVALID with a sentence if a row has no need, no handler, or a pattern that can't be. */
enum status route_prove(struct arena *arena, const struct route *routes,
                        struct str *why) MUST_USE NONNULL(1, 2, 3);

/* Print METHOD<TAB>pattern<TAB>need, a line a route, patterns with their `/:a`. */
void route_print(const struct route *routes) NONNULL(1);

/* The name under which a template finds the token of a POST route: token_inbox_id_reply. */
struct str route_token_name(struct arena *arena, const char *pattern) NONNULL(1, 2);
