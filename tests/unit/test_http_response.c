/* test_http_response.c: headers, cookies and the site's address */
#include "http/cookie.h"
#include "http/response.h"
#include "kit/unit.h"

static const struct site https = {.origin = {"https://sms.example", 19},
                                  .host = {"sms.example", 11},
                                  .https = true,
                                  .port = 443};
static const struct site local = {
    .origin = {"http://localhost:8080", 21}, .host = {"localhost:8080", 14}, .port = 8080};

static struct response fresh(struct arena *arena, const struct site *site)
{
    struct response response;

    response_open(&response, arena, site);
    return response;
}

static const char *head_of(const struct response *response)
{
    return str_z(response->arena, response_head(response));
}

/* The header line is there, once. */
static void assert_line(const char *head, const char *line)
{
    const char *found = strstr(head, line);

    if (!found || strstr(found + 1, line) || strncmp(found + strlen(line), "\r\n", 2) != 0 ||
        (found != head && found[-1] != '\n'))
        fail_msg("not once: %s\n%s", line, head);
}

static void always_protects(void **state)
{
    static const char *const lines[] = {
        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; object-src 'none'; frame-ancestors 'none'; report-uri /csp",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: same-origin",
        "Cross-Origin-Opener-Policy: same-origin",
        "Cross-Origin-Resource-Policy: same-origin",
        "Strict-Transport-Security: max-age=31536000; includeSubDomains",
        "Cache-Control: no-store",
    };
    static const unsigned codes[] = {200, 204, 303, 400, 403, 404, 405, 500, 503};

    for (size_t c = 0; c < COUNT_OF(codes); c++) {
        struct response response = fresh(*state, &https);

        response_code(&response, codes[c]);
        for (size_t i = 0; i < COUNT_OF(lines); i++)
            assert_line(head_of(&response), lines[i]);
        assert_non_null(strstr(head_of(&response), "\r\nPermissions-Policy: "));
    }
}

static void says_what_it_is(void **state)
{
    struct response response = fresh(*state, &local);

    strbuf_put_z(&response.body, "<p>hi</p>");
    assert_int_equal(str_starts(response_head(&response), STR("Status: 200 OK\r\n")), 1);
    assert_int_equal(str_ends(response_head(&response), STR("\r\n\r\n")), 1);
    assert_line(head_of(&response), "Content-Type: text/html; charset=utf-8");
    assert_line(head_of(&response), "Content-Length: 9");
    assert_null(strstr(head_of(&response), "Strict-Transport-Security"));
    assert_int_equal(str_is(response_body(&response, GET), "<p>hi</p>"), 1);
    assert_int_equal(str_is(response_body(&response, POST), "<p>hi</p>"), 1);
    assert_int_equal(response_body(&response, HEAD).len, 0);
    response.no_referrer = true;
    assert_line(head_of(&response), "Referrer-Policy: no-referrer");
    response_nothing(&response);
    assert_int_equal(str_starts(response_head(&response), STR("Status: 204 No Content\r\n")),
                     1);
    assert_null(strstr(head_of(&response), "\r\nContent-Type"));
    assert_null(strstr(head_of(&response), "\r\nContent-Length"));
    assert_int_equal(response_body(&response, GET).len, 0);
    response_code(&response, 9999);
    assert_int_equal(response.code, 500);
    assert_string_equal(response_reason(422), "Unprocessable Content");
    assert_string_equal(response_reason(299), "Unknown");
}

static void refuses_header_injection(void **state)
{
    static const struct {
        const char *name;
        struct str value;
    } bad[] = {
        {"X-A", {"a\r\nSet-Cookie: x=1", 17}},
        {"X-A", {"a\nb", 3}},
        {"X-A", {"a\rb", 3}},
        {"X-A", {"a\0b", 3}},
        {"X-A", {"\r\n", 2}},
        {"X-A", {"a\x7f", 2}},
        {"X-A", {"a\tb", 3}},
        {"X-A", {"caf\xc3\xa9", 5}},
        {"X-A\r\nB", {"a", 1}},
        {"X-A:", {"a", 1}},
        {"X A", {"a", 1}},
        {"", {"a", 1}},
        {"X-\xc3\xa9", {"a", 1}},
    };
    struct response response = fresh(*state, &https);
    struct str before = response_head(&response);

    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        assert_int_equal(response_header(&response, bad[i].name, bad[i].value), INVALID);
        assert_int_equal(str_equal(response_head(&response), before), 1);
    }
    assert_int_equal(response_header(&response, "X-A", STR("b c")), OK);
    assert_line(head_of(&response), "X-A: b c");
    response_clear(&response);
    assert_int_equal(str_equal(response_head(&response), before), 1);
}

static void redirects_home_only(void **state)
{
    struct request live = {.live = true};
    struct request plain = {0};
    struct response response = fresh(*state, &https);

    assert_int_equal(response_redirect(&response, &plain, STR("//evil.example")), INVALID);
    assert_int_equal(response_redirect(&response, &plain, STR("/a\r\nX: y")), INVALID);
    assert_int_equal(response_redirect(&response, &plain, STR("https://sms.example/")),
                     INVALID);
    assert_int_equal(response.code, 200);
    assert_int_equal(response_redirect(&response, &plain, STR("/7/inbox?a=1")), OK);
    assert_int_equal(str_starts(response_head(&response), STR("Status: 303 See Other\r\n")), 1);
    assert_line(head_of(&response), "Location: /7/inbox?a=1");
    response = fresh(*state, &https);
    assert_int_equal(response_redirect(&response, NULL, STR("/7/inbox")), OK);
    assert_line(head_of(&response), "Location: /7/inbox");
    response = fresh(*state, &https);
    assert_int_equal(response_redirect(&response, &live, STR("/7/inbox")), OK);
    assert_int_equal(response.code, 204);
    assert_line(head_of(&response), "HX-Redirect: /7/inbox");
    response_retry_after(&response, 30);
    assert_line(head_of(&response), "Retry-After: 30");
}

static void names_downloads(void **state)
{
    static const struct str bad[] = {{"", 0},       {"a/b", 3},  {"a\\b", 3},
                                     {"a\r\nb", 4}, {"a\0b", 3}, {"a\tb", 3},
                                     {"a\xff", 2},  {"/", 1},    {NULL, 0}};
    struct response response = fresh(*state, &https);

    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_int_equal(response_download(&response, TYPE_CSV, bad[i]), INVALID);
    assert_int_equal(response.download, false);
    assert_int_equal(response_download(&response, TYPE_CSV, STR("été \"1\".csv")), OK);
    assert_line(head_of(&response),
                "Content-Disposition: attachment; filename=\"__t____1_.csv\"; "
                "filename*=UTF-8''%C3%A9t%C3%A9%20%221%22.csv");
    assert_line(head_of(&response), "Content-Type: text/csv; charset=utf-8");
    assert_non_null(strstr(head_of(&response), "report-uri /csp; sandbox\r\n"));
}

static const struct {
    const char *header;
    enum status found;
    const char *value;
} cookies[] = {
    {"", NOT_FOUND, NULL},
    {"__Host-sid=abc", OK, "abc"},
    {"a=1; __Host-sid=abc; b=2", OK, "abc"},
    {"a=1;__Host-sid=abc;b=2", OK, "abc"},
    {" __Host-sid=abc ", OK, "abc"},
    {"__Host-sid=a=b", OK, "a=b"},
    {"__Host-sid=abc; __Host-sid=abc", CONFLICT, NULL},
    {"__Host-sid=abc; x=1; __Host-sid=def", CONFLICT, NULL},
    {"__Host-sid=abc; __Host-sid", CONFLICT, NULL},
    {"__Host-sid=; __Host-sid=abc", CONFLICT, NULL},
    {"__Host-sid", NOT_FOUND, NULL},
    {"__Host-sid=", NOT_FOUND, NULL},
    {"__Host-sid=a b", NOT_FOUND, NULL},
    {"__Host-sid=\"abc\"", NOT_FOUND, NULL},
    {"__Host-sid=a,b", NOT_FOUND, NULL},
    {"__Host-sid=a\\b", NOT_FOUND, NULL},
    {"__host-sid=abc", NOT_FOUND, NULL},
    {"__Host-sid2=abc", NOT_FOUND, NULL},
    {"x__Host-sid=abc", NOT_FOUND, NULL},
    {"sid=abc", NOT_FOUND, NULL},
    {"sid_443=abc", NOT_FOUND, NULL},
    {"x=__Host-sid=abc", NOT_FOUND, NULL},
    {";;;", NOT_FOUND, NULL},
    {"=__Host-sid", NOT_FOUND, NULL},
};

static void finds_cookies(void **state)
{
    for (size_t i = 0; i < COUNT_OF(cookies); i++) {
        struct str value = {0};

        if (cookie_find(*state, &https, str_of(cookies[i].header), "sid", &value) !=
            cookies[i].found)
            fail_msg("%s", cookies[i].header);
        assert_int_equal(str_equal(value, str_of(cookies[i].value)), 1);
    }
}

static void cookies_belong_to_a_port(void **state)
{
    struct str value = {0};

    assert_int_equal(
        cookie_find(*state, &local, STR("sid_8081=a; sid_8080=b; __Host-sid=c"), "sid", &value),
        OK);
    assert_int_equal(str_is(value, "b"), 1);
    assert_int_equal(str_is(cookie_name(*state, &https, "pre"), "__Host-pre"), 1);
    assert_int_equal(str_is(cookie_name(*state, &local, "pre"), "pre_8080"), 1);
}

static void makes_cookies(void **state)
{
    struct str made;

    assert_int_equal(cookie_make(*state, &https, "sid", STR("abc"), COOKIE_SESSION, &made), OK);
    assert_int_equal(str_is(made, "__Host-sid=abc; Path=/; HttpOnly; SameSite=Lax; Secure"), 1);
    assert_int_equal(cookie_make(*state, &local, "sid", STR(""), 0, &made), OK);
    assert_int_equal(str_is(made, "sid_8080=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"), 1);
    assert_int_equal(cookie_make(*state, &https, "device", STR("x"), 31536000, &made), OK);
    assert_int_equal(str_is(made, "__Host-device=x; Path=/; HttpOnly; SameSite=Lax; Secure; "
                                  "Max-Age=31536000"),
                     1);
    assert_int_equal(cookie_make(*state, &https, "sid", STR("a;b"), 0, &made), INVALID);
    assert_int_equal(cookie_make(*state, &https, "sid", STR("a\r\nb"), 0, &made), INVALID);
    assert_int_equal(cookie_make(*state, &https, "sid", STR("a\0b"), 0, &made), INVALID);
}

static void knows_its_site(void **state)
{
    static const char *const bad[] = {
        "",
        "http://sms.example",
        "http://127.0.0.1:8080",
        "http://localhost.evil.example",
        "https://",
        "https://sms.example/",
        "https://sms.example/portal",
        "https://SMS.example",
        "https://user@sms.example",
        "https://sms.example:",
        "https://sms.example:0",
        "https://sms.example:65536",
        "https://sms.example:08",
        "https://sms.example?x",
        "ftp://sms.example",
        "sms.example",
        "https://:8080",
        "https://a:1:2",
    };
    struct str why = {0};
    struct site site;

    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (site_parse(*state, bad[i], &site, &why) != INVALID)
            fail_msg("accepted: %s", bad[i]);
    assert_non_null(strstr(str_z(*state, why), "it must be https://HOST"));
    assert_int_equal(site_parse(*state, "http://localhost:8080", &site, &why), OK);
    assert_int_equal(site.port, 8080);
    assert_int_equal(site.https, false);
    assert_int_equal(str_is(site.host, "localhost:8080"), 1);
    assert_int_equal(site_parse(*state, "https://sms.example", &site, &why), OK);
    assert_int_equal(site.port, 443);
    assert_int_equal(site.https, true);
    assert_int_equal(str_is(site.origin, "https://sms.example"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(always_protects),          UNIT(says_what_it_is), UNIT(refuses_header_injection),
        UNIT(redirects_home_only),      UNIT(names_downloads), UNIT(finds_cookies),
        UNIT(cookies_belong_to_a_port), UNIT(makes_cookies),   UNIT(knows_its_site),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
