/* route.c: what the world may ask of a program */
#include "portal/route.h"

#include <stdio.h>

#include "auth/role.h"
#include "base/number.h"
#include "crypto/token.h"

static bool segment_matches(struct str wanted, struct str given, struct found *found,
                            size_t *ids)
{
    struct digest digest;

    if (str_is(wanted, ":id"))
        return *ids < ROUTE_IDS && number_parse_id(given, &found->ids[(*ids)++]) == OK;
    if (str_is(wanted, ":token")) {
        found->token = given;
        return token_hash(given, &digest) == OK;
    }
    return str_equal(wanted, given);
}

static bool pattern_matches(const char *pattern, struct str path, struct found *found)
{
    struct str wanted = str_of(pattern);
    size_t ids = 0;

    for (;;) {
        struct str want;
        struct str have;
        bool more_wanted = str_find(wanted, '/') < wanted.len;
        bool more_given = str_find(path, '/') < path.len;

        want = str_cut(&wanted, '/');
        have = str_cut(&path, '/');
        if (more_wanted != more_given || !segment_matches(want, have, found, &ids))
            return false;
        if (!more_wanted)
            return true;
    }
}

/* Cut `/7` off the front; 0 and nothing cut if the path does not begin with an id. */
static uint64_t account_cut(struct str *path)
{
    struct str rest = str_from(*path, 1);
    struct str head = str_upto(rest, str_find(rest, '/'));
    uint64_t account_id;

    if (head.len == rest.len || number_parse_id(head, &account_id) != OK ||
        account_id > UINT32_MAX)
        return 0;
    *path = str_from(rest, head.len);
    return account_id;
}

static bool method_serves(enum method has, enum method asked)
{
    return has == asked || (has == GET && asked == HEAD);
}

struct found route_find(const struct route *routes, enum method method, struct str path)
{
    struct found best = {0};
    struct str rest = path;
    uint64_t account_id = account_cut(&rest);

    for (const struct route *route = routes; route->pattern; route++) {
        struct found found = {.has_path = true, .route = route};

        if (need_is_in_account(route->need) != (account_id != 0))
            continue;
        if (!pattern_matches(route->pattern, rest, &found))
            continue;
        found.account_id = account_id;
        found.has_method = method_serves(route->method, method);
        best = found;
        if (found.has_method)
            break;
    }
    return best;
}

enum status route_prove(struct arena *arena, const struct route *routes, struct str *why)
{
    for (const struct route *route = routes; route->pattern; route++) {
        bool known = route->method == GET || route->method == POST;

        if (route->need <= PERM_UNSET || route->need >= NEED_COUNT || !route->serve || !known ||
            !str_starts(str_of(route->pattern), STR("/"))) {
            *why = str_format(arena, "route %s: a row says method, pattern, need and handler",
                              route->pattern);
            return INVALID;
        }
    }
    return OK;
}

void route_print(const struct route *routes)
{
    for (const struct route *route = routes; route->pattern; route++)
        printf("%s\t%s%s\t%s\n", method_word(route->method),
               need_is_in_account(route->need) ? "/:a" : "", route->pattern,
               need_word(route->need));
}

static bool is_alnum(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

struct str route_token_name(struct arena *arena, const char *pattern)
{
    struct strbuf name = {.arena = arena};
    bool gap = true;

    strbuf_put_z(&name, "token");
    for (const char *at = pattern; *at; at++) {
        if (is_alnum(*at) && gap)
            strbuf_put_byte(&name, '_');
        if (is_alnum(*at))
            strbuf_put_byte(&name, *at);
        gap = !is_alnum(*at);
    }
    return strbuf_str(&name);
}
