/* response.h: what is sent back
 *
 * Every response carries the whole set of protecting headers (BR-06, BR-08), whatever its
 * status; a page cannot leave them out, only make them stricter. Every header goes through
 * response_header, which refuses CR, LF, NUL and whatever else is not visible ASCII (IO-08). */
#pragma once

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"
#include "http/request.h"
#include "http/site.h"

#define TYPE_HTML "text/html; charset=utf-8"
#define TYPE_TEXT "text/plain; charset=utf-8"
#define TYPE_JSON "application/json; charset=utf-8"
#define TYPE_CSV  "text/csv; charset=utf-8"

struct response {
    struct arena *arena;
    const struct site *site;
    unsigned code;         /* 200 at first; response_code changes it */
    const char *type;      /* one of TYPE_…; TYPE_HTML at first; NULL: no body */
    bool no_referrer;      /* on pages whose URL or form holds a one-time token */
    bool download;         /* set by response_download: CSP sandbox */
    struct strbuf headers; /* written by response_header only */
    struct strbuf body;    /* the page renders straight into it */
};

/* An empty 200 of type text/html. */
void response_open(struct response *response, struct arena *arena, const struct site *site)
    NONNULL(1, 2, 3);

/* Throw away body and headers, as before a problem page; the code stays. */
void response_clear(struct response *response) NONNULL(1);

/* Add a header. INVALID, and nothing added, if name or value hold what must not be there. */
enum status response_header(struct response *response, const char *name,
                            struct str value) MUST_USE NONNULL(1, 2);

/* 303 to a path of our own (path_is_own). INVALID, and nothing changed, otherwise. If `request`
 * is given and live, it is 204 with HX-Redirect instead: the whole page goes there, where a
 * 303 would only put the other page into the part. NULL: always 303. */
enum status response_redirect(struct response *response, const struct request *request,
                              struct str target) MUST_USE NONNULL(1);

/* 204: nothing new, no body. */
void response_nothing(struct response *response) NONNULL(1);

/* Retry-After in seconds. */
void response_retry_after(struct response *response, unsigned seconds) NONNULL(1);

/* Make it a download: Content-Disposition: attachment with the name in ASCII and in UTF-8
 * (RFC 6266, RFC 8187), and CSP sandbox. `type` is one of TYPE_… or another literal. INVALID
 * if the name is empty, not UTF-8, or holds a slash or a control character. */
enum status response_download(struct response *response, const char *type,
                              struct str file_name) MUST_USE NONNULL(1, 2);

/* Set the code of a page: 200, 404, 422 and so on. */
void response_code(struct response *response, unsigned code) NONNULL(1);

/* Status line and headers as a FastCGI program sends them (RFC 3875, 6.3), ended by the empty
 * line; then what of the body is sent: none for HEAD, 204, 303 and 304. */
struct str response_head(const struct response *response) NONNULL(1);
struct str response_body(const struct response *response, enum method method) NONNULL(1);

/* "Not Found". Never NULL; static. */
const char *response_reason(unsigned code) RETURNS_NONNULL;
