/* response.c: what is sent back */
#include "http/response.h"

#include <assert.h>

#include "text/utf8.h"

/* BR-06, word for word. */
#define CSP                                                                                    \
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "          \
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "               \
    "object-src 'none'; frame-ancestors 'none'; report-uri /csp"

enum { CODE_LEAST = 200, CODE_MOST = 599, FILE_NAME_BYTES = 255 };

static const struct {
    unsigned code;
    const char *reason;
} reasons[] = {
    {200, "OK"},
    {204, "No Content"},
    {303, "See Other"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {409, "Conflict"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
    {0},
};

/* Sent with every response. */
static const struct {
    const char *name;
    const char *value;
} always[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), "
                           "payment=(), usb=()"},
    {"Cache-Control", "no-store"},
    {0},
};

const char *response_reason(unsigned code)
{
    for (size_t i = 0; reasons[i].code; i++)
        if (reasons[i].code == code)
            return reasons[i].reason;
    return "Unknown";
}

void response_open(struct response *response, struct arena *arena, const struct site *site)
{
    *response = (struct response){
        .arena = arena,
        .site = site,
        .code = 200,
        .type = TYPE_HTML,
        .headers = {.arena = arena},
        .body = {.arena = arena},
    };
}

void response_clear(struct response *response)
{
    unsigned code = response->code;
    bool no_referrer = response->no_referrer;

    response_open(response, response->arena, response->site);
    response->code = code;
    response->no_referrer = no_referrer;
}

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* token of RFC 9110, 5.6.2, as far as our headers need it. */
static bool name_is_good(const char *name)
{
    for (const char *c = name; *c; c++)
        if (!is_alnum(*c) && *c != '-')
            return false;
    return *name != '\0';
}

static bool value_is_good(struct str value)
{
    for (size_t i = 0; i < value.len; i++)
        if (value.at[i] < ' ' || value.at[i] > '~')
            return false;
    return true;
}

/* The one writer of header lines. */
static enum status header_put(struct strbuf *into, const char *name, struct str value)
{
    if (!name_is_good(name) || !value_is_good(value))
        return INVALID;
    strbuf_put_z(into, name);
    strbuf_put_z(into, ": ");
    strbuf_put(into, value);
    strbuf_put_z(into, "\r\n");
    return OK;
}

enum status response_header(struct response *response, const char *name, struct str value)
{
    return header_put(&response->headers, name, value);
}

void response_code(struct response *response, unsigned code)
{
    response->code = code >= CODE_LEAST && code <= CODE_MOST ? code : 500;
}

enum status response_redirect(struct response *response, const struct request *request,
                              struct str target)
{
    bool live = request && request->live;

    if (!path_is_own(target))
        return INVALID;
    TRY(response_header(response, live ? "HX-Redirect" : "Location", target));
    response->code = live ? 204 : 303;
    return OK;
}

void response_nothing(struct response *response)
{
    response->code = 204;
}

void response_retry_after(struct response *response, unsigned seconds)
{
    strbuf_put_format(&response->headers, "Retry-After: %u\r\n", seconds);
}

/* attr-char of RFC 8187, 3.2.1, that is good in a quoted string and on every disk too. */
static bool is_attr(char c)
{
    return is_alnum(c) || c == '-' || c == '_' || c == '.';
}

enum status response_download(struct response *response, const char *type, struct str file_name)
{
    struct strbuf value = {.arena = response->arena};

    if (file_name.len == 0 || file_name.len > FILE_NAME_BYTES ||
        !utf8_is_valid(file_name, UTF8_ONE_LINE) || str_find(file_name, '\t') < file_name.len ||
        str_find(file_name, '/') < file_name.len || str_find(file_name, '\\') < file_name.len)
        return INVALID;
    strbuf_put_z(&value, "attachment; filename=\"");
    for (size_t i = 0; i < file_name.len; i++)
        strbuf_put_byte(&value, is_attr(file_name.at[i]) ? file_name.at[i] : '_');
    strbuf_put_z(&value, "\"; filename*=UTF-8''");
    for (size_t i = 0; i < file_name.len; i++)
        if (is_attr(file_name.at[i]))
            strbuf_put_byte(&value, file_name.at[i]);
        else
            strbuf_put_format(&value, "%%%02X", (unsigned)(unsigned char)file_name.at[i]);
    TRY(response_header(response, "Content-Disposition", strbuf_str(&value)));
    response->type = type;
    response->download = true;
    return OK;
}

static bool has_body(const struct response *response)
{
    return response->type && response->code != 204 && response->code != 304;
}

/* Ours are literals, which the writer has no reason to refuse. */
static void own_put(struct strbuf *head, const char *name, const char *value)
{
    enum status put = header_put(head, name, str_of(value));

    assert(put == OK);
    (void)put;
}

struct str response_head(const struct response *response)
{
    struct strbuf head = {.arena = response->arena};

    strbuf_put_format(&head, "Status: %u %s\r\n", response->code,
                      response_reason(response->code));
    for (size_t i = 0; always[i].name; i++)
        own_put(&head, always[i].name, always[i].value);
    own_put(&head, "Content-Security-Policy", response->download ? CSP "; sandbox" : CSP);
    own_put(&head, "Referrer-Policy", response->no_referrer ? "no-referrer" : "same-origin");
    if (response->site->https)
        own_put(&head, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    if (has_body(response)) {
        own_put(&head, "Content-Type", response->type);
        strbuf_put_format(&head, "Content-Length: %zu\r\n", response->body.len);
    }
    strbuf_put(&head, strbuf_str(&response->headers));
    strbuf_put_z(&head, "\r\n");
    return strbuf_str(&head);
}

struct str response_body(const struct response *response, enum method method)
{
    if (method == HEAD || !has_body(response))
        return STR("");
    return strbuf_str(&response->body);
}
