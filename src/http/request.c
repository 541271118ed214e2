/* request.c: what a browser asked for, taken apart and judged */
#include "http/request.h"

#include <string.h>
#include <strings.h>

#include "base/number.h"
#include "text/utf8.h"

enum { AGENT_BYTES = 255, BODY_MOST = 1 << 30 };

static const char *const methods[] = {[METHOD_NONE] = "(none)",
                                      [GET] = "GET",
                                      [HEAD] = "HEAD",
                                      [POST] = "POST",
                                      [METHOD_OTHER] = "(other)"};

const char *method_word(enum method method)
{
    return methods[method];
}

static enum method method_of(const char *word)
{
    for (unsigned i = GET; i <= POST; i++)
        if (strcmp(methods[i], word) == 0)
            return (enum method)i;
    return METHOD_OTHER;
}

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Unreserved of RFC 3986, 2.3. */
static bool is_plain(char c)
{
    return is_alnum(c) || c == '-' || c == '_' || c == '.' || c == '~';
}

static bool segment_is_clean(struct str segment)
{
    for (size_t i = 0; i < segment.len; i++)
        if (!is_plain(segment.at[i]))
            return false;
    return !str_is(segment, ".") && !str_is(segment, "..");
}

bool path_is_clean(struct str path)
{
    struct str rest = str_from(path, 1);

    if (path.len == 0 || path.len > PATH_BYTES || path.at[0] != '/')
        return false;
    while (rest.len > 0) {
        struct str segment = str_cut(&rest, '/');

        if (segment.len == 0 || !segment_is_clean(segment))
            return false;
    }
    return true;
}

bool path_is_own(struct str target)
{
    struct str query = target;
    struct str path = str_cut(&query, '?');

    if (target.len > TARGET_BYTES || !path_is_clean(path))
        return false;
    for (size_t i = 0; i < query.len; i++)
        if (!is_plain(query.at[i]) && (query.at[i] == '\0' || !strchr("%&=+", query.at[i])))
            return false;
    return path.len == 1 || is_alnum(path.at[1]);
}

/* The parameters we read, and where they go. Each may be there once. */
static const struct {
    const char *param;
    size_t offset;
} texts[] = {
    {"REQUEST_URI", offsetof(struct request, target)},
    {"HTTP_HOST", offsetof(struct request, host)},
    {"HTTP_ORIGIN", offsetof(struct request, origin)},
    {"HTTP_SEC_FETCH_SITE", offsetof(struct request, fetch_site)},
    {"HTTP_AUTHORIZATION", offsetof(struct request, authorization)},
    {"HTTP_USER_AGENT", offsetof(struct request, agent)},
    {"REMOTE_ADDR", offsetof(struct request, address)},
    {"REQUEST_ID", offsetof(struct request, request_id)},
};

/* What the parameters said that is judged after all were read. */
struct raw {
    struct str content_type;
    struct str content_length;
    struct str live;
    struct str asked_at;
    bool doubled; /* one that may be there once was there twice */
};

static void once_set(struct str *into, const char *value, struct raw *raw)
{
    raw->doubled |= into->at != NULL;
    *into = str_of(value);
}

/* Cookie lines may be several: nginx before 1.23 passes each as a parameter of its own. */
static void cookie_add(struct request *request, const char *value)
{
    if (request->cookie.at)
        request->cookie =
            str_format(request->arena, "%.*s; %s", STR_ARG(request->cookie), value);
    else
        request->cookie = str_of(value);
}

static void param_take(struct request *request, const struct param *param, struct raw *raw)
{
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (strcmp(param->name, texts[i].param) == 0)
            once_set((struct str *)(void *)((char *)request + texts[i].offset), param->value,
                     raw);
    if (strcmp(param->name, "HTTP_COOKIE") == 0)
        cookie_add(request, param->value);
    else if (strcmp(param->name, "CONTENT_TYPE") == 0)
        once_set(&raw->content_type, param->value, raw);
    else if (strcmp(param->name, "CONTENT_LENGTH") == 0)
        once_set(&raw->content_length, param->value, raw);
    else if (strcmp(param->name, "HTTP_HX_REQUEST") == 0)
        once_set(&raw->live, param->value, raw);
    else if (strcmp(param->name, "REQUEST_TIME") == 0)
        once_set(&raw->asked_at, param->value, raw);
    else if (strcmp(param->name, "REQUEST_METHOD") == 0)
        request->method = method_of(param->value);
}

/* A header we compare or parse: visible ASCII and blanks. */
static bool header_is_clean(struct str value)
{
    for (size_t i = 0; i < value.len; i++)
        if (value.at[i] < ' ' || value.at[i] > '~')
            return false;
    return true;
}

/* The agent is only ever shown: what is no text becomes question marks. */
static struct str agent_clean(struct arena *arena, struct str agent)
{
    struct strbuf clean = {.arena = arena};

    while (agent.len > 0 && clean.len < AGENT_BYTES) {
        struct str rest = agent;
        uint32_t point = utf8_next(&rest);
        struct str piece = str_upto(agent, agent.len - rest.len);

        if (point == UTF8_REPLACEMENT || !utf8_is_valid(piece, UTF8_ONE_LINE))
            piece = STR("?");
        if (clean.len + piece.len > AGENT_BYTES)
            break;
        strbuf_put(&clean, piece);
        agent = rest;
    }
    return strbuf_str(&clean);
}

static bool str_is_nocase(struct str s, const char *word)
{
    return s.len == strlen(word) && strncasecmp(s.at, word, s.len) == 0;
}

/* Nothing, or ; charset=utf-8 */
static bool charset_is_ours(struct str rest)
{
    struct str value = rest;
    struct str name = str_trim(str_cut(&value, '='));

    if (rest.len == 0)
        return true;
    return str_is_nocase(name, "charset") &&
           (str_is_nocase(value, "utf-8") || str_is_nocase(value, "\"utf-8\""));
}

/* boundary=x or boundary="x"; what it may consist of, form_parse_parts knows. */
static bool boundary_take(struct str rest, struct str *boundary)
{
    struct str value = rest;
    struct str name = str_trim(str_cut(&value, '='));

    if (value.len > 1 && value.at[0] == '"' && value.at[value.len - 1] == '"')
        value = str_upto(str_from(value, 1), value.len - 2);
    *boundary = value;
    return str_is_nocase(name, "boundary") && value.len > 0 && value.len <= FORM_BOUNDARY &&
           str_find(value, ';') == value.len && str_find(value, '"') == value.len;
}

static enum body_kind body_kind_of(struct request *request, struct str type)
{
    struct str rest = type;
    struct str kind = str_trim(str_cut(&rest, ';'));
    bool bare = kind.len == type.len; /* a lone semicolon is junk */

    if (type.len == 0)
        return request->body_len == 0 ? BODY_NONE : BODY_OTHER;
    if (str_is_nocase(kind, "multipart/form-data"))
        return boundary_take(rest, &request->boundary) ? BODY_PARTS : BODY_OTHER;
    if (!bare && (rest.len == 0 || !charset_is_ours(rest)))
        return BODY_OTHER;
    if (str_is_nocase(kind, "application/x-www-form-urlencoded"))
        return BODY_URLENCODED;
    return str_is_nocase(kind, "application/json") ? BODY_JSON : BODY_OTHER;
}

static enum status body_announced(struct request *request, const struct raw *raw)
{
    int64_t len = 0;

    if (raw->content_length.len > 0)
        TRY(number_parse(raw->content_length, 0, BODY_MOST, &len));
    request->body_len = (size_t)len;
    request->body_kind = body_kind_of(request, raw->content_type);
    return OK;
}

static enum status headers_judge(const struct request *request, const struct raw *raw)
{
    const struct str compared[] = {request->host,   request->origin,        request->fetch_site,
                                   request->cookie, request->authorization, raw->content_type};

    for (size_t i = 0; i < COUNT_OF(compared); i++)
        if (!header_is_clean(compared[i]))
            return INVALID;
    return raw->doubled ? INVALID : OK;
}

static enum status target_parse(struct request *request)
{
    struct str query = request->target;

    request->path = str_cut(&query, '?');
    if (request->target.len > TARGET_BYTES || !path_is_clean(request->path))
        return INVALID;
    return form_parse(request->arena, query, &request->query);
}

/* Seconds since 1970 and a fraction, which is cut off. */
static struct stamp asked_at_of(struct str seconds)
{
    int64_t whole;

    if (number_parse(str_cut(&seconds, '.'), 0, UINT32_MAX, &whole) != OK)
        return STAMP_NONE;
    return (struct stamp){.us = whole * STAMP_SECOND};
}

enum status request_open(struct arena *arena, const struct param *params, struct request *out)
{
    struct raw raw = {0};

    *out = (struct request){.arena = arena};
    for (; params->name; params++)
        param_take(out, params, &raw);
    out->live = str_is(raw.live, "true");
    out->asked_at = asked_at_of(raw.asked_at);
    if (out->agent.at)
        out->agent = agent_clean(arena, out->agent);
    TRY(headers_judge(out, &raw));
    TRY(body_announced(out, &raw));
    return target_parse(out);
}

enum status request_take_body(struct request *request, struct str body)
{
    if (body.len != request->body_len)
        return INVALID;
    switch (request->body_kind) {
    case BODY_NONE:
        return OK;
    case BODY_URLENCODED:
        return form_parse(request->arena, body, &request->form);
    case BODY_PARTS:
        return form_parse_parts(request->arena, request->boundary, body, &request->form);
    case BODY_JSON:
    case BODY_OTHER:
        break;
    }
    return INVALID;
}

bool request_has_double(const struct request *request)
{
    return form_has_double(&request->query, &request->form);
}
