/* test_http_request.c: odd requests are told apart from ours */
#include "http/request.h"
#include "kit/unit.h"
#include "text/utf8.h"

#define PARAMS(...) ((const struct param[]){__VA_ARGS__, {0}})

static enum status open_target(struct arena *arena, const char *target, struct request *out)
{
    return request_open(arena, PARAMS({"REQUEST_METHOD", "GET"}, {"REQUEST_URI", target}), out);
}

static const char *const good_targets[] = {
    "/",
    "/sign-in",
    "/7/inbox",
    "/7/inbox/42",
    "/7/all/inbox?show=unread&q=caf%C3%A9",
    "/invite/0aZ_-9",
    "/7/",
    "/a.b~c",
    "/...",
    "/x?",
    "/x?a=b?c",
};

static const char *const bad_targets[] = {
    "",
    "x",
    "*",
    "?a=1",
    "//",
    "//evil.example",
    "/a//b",
    "/./a",
    "/../a",
    "/a/..",
    "/a/.",
    "/%2e%2e/a",
    "/%2f",
    "/a%2fb",
    "/a%00",
    "/%41",
    "/a%0d%0ab",
    "/a b",
    "/a\tb",
    "/a\x01",
    "/a\x7f",
    "/\xc3\xa9",
    "/\xff",
    "/a\\b",
    "/\\evil.example",
    "/a;b=1",
    "/a:b",
    "/a@b",
    "/a,b",
    "/a'b",
    "/a\"b",
    "/a<b>",
    "/a|b",
    "/a#b",
    "/a&b",
    "/a=b",
    "/a+b",
    "http://localhost/a",
    "localhost:8080",
    "/x?a=%00",
    "/x?a=%ff",
    "/x?%zz",
    "/x?a=1&&b",
    "/x?a=\x01",
};

static void judges_targets(void **state)
{
    struct request request;

    for (size_t i = 0; i < COUNT_OF(good_targets); i++)
        if (open_target(*state, good_targets[i], &request) != OK)
            fail_msg("refused: %s", good_targets[i]);
    for (size_t i = 0; i < COUNT_OF(bad_targets); i++)
        if (open_target(*state, bad_targets[i], &request) != INVALID)
            fail_msg("accepted: %s", bad_targets[i]);
    assert_int_equal(request_open(*state, PARAMS({"REQUEST_METHOD", "GET"}), &request),
                     INVALID);
}

static void keeps_target_limits(void **state)
{
    struct request request;
    struct strbuf path = {.arena = *state};
    struct strbuf query = {.arena = *state};

    strbuf_put_byte(&path, '/');
    while (path.len < PATH_BYTES)
        strbuf_put_byte(&path, 'a');
    assert_int_equal(open_target(*state, str_z(*state, strbuf_str(&path)), &request), OK);
    strbuf_put_byte(&path, 'a');
    assert_int_equal(open_target(*state, str_z(*state, strbuf_str(&path)), &request), INVALID);
    strbuf_put_z(&query, "/?a=");
    while (query.len <= TARGET_BYTES)
        strbuf_put_byte(&query, 'a');
    assert_int_equal(open_target(*state, str_z(*state, strbuf_str(&query)), &request), INVALID);
}

static void takes_parameters(void **state)
{
    struct request request;

    assert_int_equal(
        request_open(*state,
                     PARAMS({"REQUEST_METHOD", "POST"}, {"REQUEST_URI", "/7/send?a=1"},
                            {"CONTENT_TYPE", "application/x-www-form-urlencoded"},
                            {"CONTENT_LENGTH", "7"}, {"HTTP_HOST", "localhost:8080"},
                            {"HTTP_ORIGIN", "http://localhost:8080"},
                            {"HTTP_SEC_FETCH_SITE", "same-origin"},
                            {"HTTP_COOKIE", "sid_8080=x"}, {"HTTP_USER_AGENT", "Fox/1"},
                            {"REMOTE_ADDR", "127.0.0.1"}, {"REQUEST_ID", "r1"},
                            {"HTTP_HX_REQUEST", "true"}, {"HTTP_PROXY", "evil"},
                            {"HTTP_X_FORWARDED_FOR", "1.2.3.4"}),
                     &request),
        OK);
    assert_int_equal(request.method, POST);
    assert_int_equal(str_is(request.path, "/7/send"), 1);
    assert_int_equal(str_is(form_get(&request.query, "a"), "1"), 1);
    assert_int_equal(request.body_kind, BODY_URLENCODED);
    assert_int_equal(request.body_len, 7);
    assert_int_equal(str_is(request.host, "localhost:8080"), 1);
    assert_int_equal(str_is(request.origin, "http://localhost:8080"), 1);
    assert_int_equal(str_is(request.fetch_site, "same-origin"), 1);
    assert_int_equal(str_is(request.cookie, "sid_8080=x"), 1);
    assert_int_equal(str_is(request.agent, "Fox/1"), 1);
    assert_int_equal(str_is(request.address, "127.0.0.1"), 1);
    assert_int_equal(str_is(request.request_id, "r1"), 1);
    assert_int_equal(request.live, true);
    assert_null(request.authorization.at);
    assert_int_equal(request_take_body(&request, STR("b=2&c=3")), OK);
    assert_int_equal(str_is(form_get(&request.form, "c"), "3"), 1);
    assert_int_equal(request_has_double(&request), false);
    assert_int_equal(request_take_body(&request, STR("b=2&a=3")), OK);
    assert_int_equal(request_has_double(&request), true);
    assert_int_equal(request_take_body(&request, STR("b=2&a=")), INVALID);
    assert_int_equal(request_take_body(&request, STR("b=2&a=%")), INVALID);
}

/* nginx's $msec; what is none counts as not said. */
static void knows_when_it_was_asked(void **state)
{
    const char *const none[] = {"", "x", "-1", "1e9", ".5", "99999999999"};
    struct request request;

    assert_int_equal(
        request_open(*state, PARAMS({"REQUEST_URI", "/"}, {"REQUEST_TIME", "1764000000.917"}),
                     &request),
        OK);
    assert_int_equal(request.asked_at.us, INT64_C(1764000000) * STAMP_SECOND);
    assert_int_equal(open_target(*state, "/", &request), OK);
    assert_true(stamp_is_none(request.asked_at));
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        assert_int_equal(request_open(*state,
                                      PARAMS({"REQUEST_URI", "/"}, {"REQUEST_TIME", none[i]}),
                                      &request),
                         OK);
        assert_true(stamp_is_none(request.asked_at));
    }
}

static void tells_methods_apart(void **state)
{
    static const struct {
        const char *word;
        enum method method;
    } methods[] = {
        {"GET", GET},          {"HEAD", HEAD},           {"POST", POST},
        {"get", METHOD_OTHER}, {"FOO", METHOD_OTHER},    {"TRACE", METHOD_OTHER},
        {"PUT", METHOD_OTHER}, {"DELETE", METHOD_OTHER}, {"PATCH", METHOD_OTHER},
        {"", METHOD_OTHER},    {"POST ", METHOD_OTHER},  {"OPTIONS", METHOD_OTHER},
    };
    struct request request;

    for (size_t i = 0; i < COUNT_OF(methods); i++) {
        assert_int_equal(
            request_open(*state,
                         PARAMS({"REQUEST_METHOD", methods[i].word}, {"REQUEST_URI", "/"}),
                         &request),
            OK);
        assert_int_equal(request.method, methods[i].method);
    }
    assert_string_equal(method_word(POST), "POST");
}

static void tells_bodies_apart(void **state)
{
    static const struct {
        const char *type;
        const char *len;
        enum body_kind kind;
    } bodies[] = {
        {"", "", BODY_NONE},
        {"", "0", BODY_NONE},
        {"", "1", BODY_OTHER},
        {"application/x-www-form-urlencoded", "0", BODY_URLENCODED},
        {"Application/X-WWW-Form-URLEncoded", "1", BODY_URLENCODED},
        {"application/x-www-form-urlencoded; charset=UTF-8", "1", BODY_URLENCODED},
        {"application/x-www-form-urlencoded;charset=\"utf-8\"", "1", BODY_URLENCODED},
        {"application/x-www-form-urlencoded; charset=utf-7", "1", BODY_OTHER},
        {"application/x-www-form-urlencoded;", "1", BODY_OTHER},
        {"application/x-www-form-urlencoded; junk", "1", BODY_OTHER},
        {"application/x-www-form-urlencoded, text/plain", "1", BODY_OTHER},
        {"multipart/form-data; boundary=B", "1", BODY_PARTS},
        {"multipart/form-data; boundary=\"B\"", "1", BODY_PARTS},
        {"multipart/form-data", "1", BODY_OTHER},
        {"multipart/form-data; boundary=", "1", BODY_OTHER},
        {"multipart/form-data; boundary=B; boundary=C", "1", BODY_OTHER},
        {"multipart/form-data; boundary=\"B", "1", BODY_OTHER},
        {"multipart/mixed; boundary=B", "1", BODY_OTHER},
        {"application/json", "1", BODY_JSON},
        {"application/json; charset=utf-8", "1", BODY_JSON},
        {"text/plain", "1", BODY_OTHER},
        {";", "1", BODY_OTHER},
        {"text/xml", "1", BODY_OTHER},
    };
    struct request request;

    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        assert_int_equal(request_open(*state,
                                      PARAMS({"REQUEST_METHOD", "POST"}, {"REQUEST_URI", "/"},
                                             {"CONTENT_TYPE", bodies[i].type},
                                             {"CONTENT_LENGTH", bodies[i].len}),
                                      &request),
                         OK);
        if (request.body_kind != bodies[i].kind)
            fail_msg("%s: %d", bodies[i].type, (int)request.body_kind);
    }
}

static void takes_parts(void **state)
{
    struct str body =
        STR("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--B--");
    struct request request;

    assert_int_equal(
        request_open(*state,
                     PARAMS({"REQUEST_METHOD", "POST"}, {"REQUEST_URI", "/"},
                            {"CONTENT_TYPE", "multipart/form-data; boundary=B"},
                            {"CONTENT_LENGTH", str_format(*state, "%zu", body.len).at}),
                     &request),
        OK);
    assert_int_equal(request_take_body(&request, body), OK);
    assert_int_equal(str_is(form_get(&request.form, "a"), "1"), 1);
}

static void refuses_odd_headers(void **state)
{
    static const struct param odd[][2] = {
        {{"CONTENT_LENGTH", "-1"}, {0}},
        {{"CONTENT_LENGTH", "+3"}, {0}},
        {{"CONTENT_LENGTH", "1x"}, {0}},
        {{"CONTENT_LENGTH", "18446744073709551617"}, {0}},
        {{"CONTENT_LENGTH", "1"}, {"CONTENT_LENGTH", "1"}},
        {{"CONTENT_TYPE", "text/plain"}, {"CONTENT_TYPE", "text/plain"}},
        {{"HTTP_HOST", "a"}, {"HTTP_HOST", "b"}},
        {{"HTTP_HOST", "a\r\nb"}, {0}},
        {{"HTTP_ORIGIN", "a"}, {"HTTP_ORIGIN", "a"}},
        {{"HTTP_ORIGIN", "\x01"}, {0}},
        {{"HTTP_SEC_FETCH_SITE", "same-origin"}, {"HTTP_SEC_FETCH_SITE", "same-origin"}},
        {{"HTTP_AUTHORIZATION", "a"}, {"HTTP_AUTHORIZATION", "b"}},
        {{"HTTP_COOKIE", "a=\xff"}, {0}},
        {{"HTTP_HX_REQUEST", "true"}, {"HTTP_HX_REQUEST", "true"}},
    };
    struct request request;

    for (size_t i = 0; i < COUNT_OF(odd); i++)
        if (request_open(
                *state,
                PARAMS({"REQUEST_METHOD", "GET"}, {"REQUEST_URI", "/"}, odd[i][0], odd[i][1]),
                &request) != INVALID)
            fail_msg("accepted: %s: %s", odd[i][0].name, odd[i][0].value);
}

static void joins_cookies_and_cleans_agents(void **state)
{
    struct strbuf agent = {.arena = *state};
    struct request request;

    assert_int_equal(request_open(*state,
                                  PARAMS({"REQUEST_METHOD", "GET"}, {"REQUEST_URI", "/"},
                                         {"HTTP_COOKIE", "a=1"}, {"HTTP_COOKIE", "b=2"},
                                         {"HTTP_USER_AGENT", "A\x01 \xff é\x7f"}),
                                  &request),
                     OK);
    assert_int_equal(str_is(request.cookie, "a=1; b=2"), 1);
    assert_int_equal(str_is(request.agent, "A? ? é?"), 1);
    while (agent.len < 300)
        strbuf_put_z(&agent, "€");
    assert_int_equal(
        request_open(*state,
                     PARAMS({"REQUEST_METHOD", "GET"}, {"REQUEST_URI", "/"},
                            {"HTTP_USER_AGENT", str_z(*state, strbuf_str(&agent))}),
                     &request),
        OK);
    assert_int_equal(request.agent.len, 255);
    assert_int_equal(utf8_is_valid(request.agent, UTF8_ONE_LINE), true);
}

/* BR-10: where a person may be sent after signing in. */
static const char *const own_targets[] = {"/", "/7/inbox", "/accounts", "/7/inbox?show=open",
                                          "/7/inbox/42?before=9&q=a%20b+c"};
static const char *const foreign_targets[] = {
    "",
    "7/inbox",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/ /evil.example",
    "\t//evil.example",
    " //evil.example",
    "https://evil.example",
    "HTTPS://evil.example",
    "http:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "/@evil.example",
    "/.evil.example",
    "/..",
    "/../evil",
    "/%2f/evil.example",
    "/%5cevil.example",
    "/%09/evil.example",
    "/a/../b",
    "/a//evil.example",
    "/a\r\nSet-Cookie: x=1",
    "/a%0d%0aSet-Cookie:x=1",
    "/a\nb",
    "/a?b\r\nc",
    "/a?b#c",
    "/a#b",
    "/a?b c",
    "/a?b<script>",
    "/a?b\"c",
    "/a\xe2\x80\xa8",
    "/／／evil.example",
    "/a?https://evil.example",
    "/-a",
    "/_a",
    "?next=/a",
    "#a",
};

static void keeps_redirects_at_home(void **state)
{
    (void)state;
    assert_true(COUNT_OF(foreign_targets) >= 40);
    for (size_t i = 0; i < COUNT_OF(own_targets); i++)
        if (!path_is_own(str_of(own_targets[i])))
            fail_msg("refused: %s", own_targets[i]);
    for (size_t i = 0; i < COUNT_OF(foreign_targets); i++)
        if (path_is_own(str_of(foreign_targets[i])))
            fail_msg("accepted: %s", foreign_targets[i]);
    assert_int_equal(path_is_own((struct str){0}), false);
    assert_int_equal(path_is_own(STR("/a\0b")), false);
    assert_int_equal(path_is_own(STR("/a?b\0c")), false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(judges_targets),          UNIT(keeps_target_limits),
        UNIT(takes_parameters),        UNIT(tells_methods_apart),
        UNIT(tells_bodies_apart),      UNIT(takes_parts),
        UNIT(refuses_odd_headers),     UNIT(joins_cookies_and_cleans_agents),
        UNIT(keeps_redirects_at_home), UNIT(knows_when_it_was_asked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
