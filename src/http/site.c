/* site.c: the address the portal is reached at */
#include "http/site.h"

#include "base/number.h"

enum { HTTPS_PORT = 443, HTTP_PORT = 80, HOST_BYTES = 253 };

/* Letters in lower case, digits, dots and hyphens: no brackets, so no IPv6 literal. */
static bool host_is_good(struct str host)
{
    for (size_t i = 0; i < host.len; i++) {
        char c = host.at[i];

        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '.' && c != '-')
            return false;
    }
    return host.len > 0 && host.len <= HOST_BYTES;
}

static enum status site_take(struct arena *arena, struct str url, struct site *out)
{
    struct str https = STR("https://");
    struct str http = STR("http://");
    struct site site = {.https = str_starts(url, https)};
    struct str name;
    struct str rest;
    int64_t port;

    if (!site.https && !str_starts(url, http))
        return INVALID;
    site.host = str_copy(arena, str_from(url, site.https ? https.len : http.len));
    rest = site.host;
    name = str_cut(&rest, ':');
    port = site.https ? HTTPS_PORT : HTTP_PORT;
    if (name.len < site.host.len)
        TRY(number_parse(rest, 1, UINT16_MAX, &port));
    if (!host_is_good(name) || (!site.https && !str_is(name, "localhost")))
        return INVALID;
    site.port = (unsigned)port;
    site.origin = str_copy(arena, url);
    *out = site;
    return OK;
}

enum status site_parse(struct arena *arena, const char *base_url, struct site *out,
                       struct str *why)
{
    if (site_take(arena, str_of(base_url), out) == OK)
        return OK;
    *why = str_format(arena,
                      "base_url = %s: it must be https://HOST[:PORT] or, on this machine only, "
                      "http://localhost:PORT, in lower case and without a path",
                      base_url);
    return INVALID;
}
