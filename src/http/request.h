/* request.h: what a browser asked for, taken apart and judged
 *
 * The path is taken from the target as it was sent, not from what nginx made of it, and is
 * accepted in one spelling only: it begins with a slash, its segments consist of letters,
 * digits and - _ . ~ , none is empty (but the last), "." or "..", and nothing is
 * percent-encoded. All our own paths are like that; anything else is INVALID. */
#pragma once

#include "base/arena.h"
#include "base/stamp.h"
#include "base/status.h"
#include "base/str.h"
#include "http/form.h"

/* Zero is no method, so that an empty row of a route table has none. */
enum method { METHOD_NONE, GET, HEAD, POST, METHOD_OTHER };

enum body_kind {
    BODY_NONE, /* no content type and no bytes */
    BODY_URLENCODED,
    BODY_PARTS, /* multipart/form-data with a usable boundary */
    BODY_JSON,  /* only the API takes it */
    BODY_OTHER, /* 415 */
};

enum { PATH_BYTES = 512, TARGET_BYTES = 8 << 10 };

/* One FastCGI parameter. */
struct param {
    const char *name;
    const char *value;
};

struct request {
    struct arena *arena;
    enum method method;
    struct str target; /* as sent: path and query */
    struct str path;
    struct form query;
    struct form form; /* filled by request_take_body */
    enum body_kind body_kind;
    struct str boundary;
    size_t body_len; /* as announced */
    struct str host; /* the headers below are absent if they were not sent */
    struct str origin;
    struct str fetch_site; /* Sec-Fetch-Site */
    struct str cookie;     /* all Cookie lines, joined by "; " */
    struct str authorization;
    struct str agent;      /* User-Agent; any bytes but controls; cut at 255 */
    struct str address;    /* REMOTE_ADDR */
    struct str request_id; /* REQUEST_ID, if nginx gives one */
    struct stamp asked_at; /* REQUEST_TIME, nginx's $msec, to the second; none without it */
    bool live;             /* sent by htmx (HX-Request) */
};

/* Take the parameters of one visit apart (ended by a NULL name). INVALID: the target, the
 * query or the announced length is none of ours, or a header we rely on is there twice.
 * Method, addresses and headers in *out are set even then, for the log. */
enum status request_open(struct arena *arena, const struct param *params,
                         struct request *out) MUST_USE NONNULL(1, 2, 3);

/* Parse the body as the form that body_kind says; nothing to do for BODY_NONE. INVALID if it
 * is no such form or shorter or longer than announced. */
enum status request_take_body(struct request *request, struct str body) MUST_USE NONNULL(1);

/* Is a parameter's name there twice in query and form together (TN-17)? */
bool request_has_double(const struct request *request) NONNULL(1);

/* May this text be redirected to (BR-10)? It matches ^/[A-Za-z0-9] (or is "/"), is a path as
 * above, and may carry a query of unreserved characters, percent signs, & = and +. */
bool path_is_own(struct str target);

/* Does the path consist of safe segments as said at the top? */
bool path_is_clean(struct str path);

const char *method_word(enum method method) RETURNS_NONNULL;
