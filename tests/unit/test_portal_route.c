/* test_portal_route.c: which path is which route, and whose account it names */
#include "auth/role.h"
#include "kit/unit.h"
#include "portal/route.h"

static enum status serve_nothing(struct visit *visit)
{
    (void)visit;
    return OK;
}

static const struct route routes[] = {
    {GET, "/", ANYONE, serve_nothing},
    {GET, "/sign-in", ANYONE, serve_nothing},
    {POST, "/sign-in", ANYONE, serve_nothing},
    {GET, "/invite/:token", ANYONE, serve_nothing},
    {GET, "/inbox", MAY_READ_INBOX, serve_nothing},
    {GET, "/inbox/changes", MAY_READ_INBOX, serve_nothing},
    {GET, "/inbox/:id", MAY_READ_INBOX, serve_nothing},
    {POST, "/inbox/:id/reply", MAY_SEND, serve_nothing},
    {GET, "/all/inbox", MAY_READ_TREE_INBOX, serve_nothing},
    {0},
};

static struct found find(enum method method, const char *path)
{
    return route_find(routes, method, str_of(path));
}

static void paths_find_their_route(void **state)
{
    (void)state;
    assert_ptr_equal(&routes[0], find(GET, "/").route);
    assert_ptr_equal(&routes[1], find(HEAD, "/sign-in").route);
    assert_ptr_equal(&routes[2], find(POST, "/sign-in").route);
    assert_ptr_equal(&routes[4], find(GET, "/7/inbox").route);
    assert_ptr_equal(&routes[5], find(GET, "/7/inbox/changes").route);
    assert_ptr_equal(&routes[6], find(GET, "/7/inbox/42").route);
    assert_ptr_equal(&routes[7], find(POST, "/7/inbox/42/reply").route);
    assert_ptr_equal(&routes[8], find(GET, "/1/all/inbox").route);
    assert_int_equal(7, find(GET, "/7/inbox/42").account_id);
    assert_int_equal(42, find(GET, "/7/inbox/42").ids[0]);
}

static void a_known_path_with_another_method_says_so(void **state)
{
    (void)state;
    assert_true(find(POST, "/7/inbox").has_path);
    assert_false(find(POST, "/7/inbox").has_method);
    assert_false(find(METHOD_OTHER, "/sign-in").has_method);
    assert_false(find(GET, "/7/nothing").has_path);
}

/* Requirement TN-18: one spelling of an id; everything else is no path of ours. */
static void odd_ids_are_no_path(void **state)
{
    static const char *const odd[] = {"0",
                                      "00",
                                      "07",
                                      "+7",
                                      "-7",
                                      "7.0",
                                      "7e1",
                                      "0x7",
                                      "٧",
                                      "7 ",
                                      " 7",
                                      "7a",
                                      "",
                                      "1_0",
                                      "1,0",
                                      "'7'",
                                      "7;",
                                      "NaN",
                                      "inf",
                                      "𝟕",
                                      "①",
                                      "null",
                                      "true",
                                      "[7]",
                                      "7/",
                                      "*",
                                      ".",
                                      "..",
                                      "18446744073709551616",
                                      "99999999999999999999"};

    for (size_t i = 0; i < COUNT_OF(odd); i++) {
        struct str path = str_format(*state, "/7/inbox/%s", odd[i]);
        struct str account = str_format(*state, "/%s/inbox", odd[i]);

        if (find(GET, path.at).has_path)
            fail_msg("%s was taken for a path", path.at);
        if (find(GET, account.at).has_path)
            fail_msg("%s was taken for a path", account.at);
    }
}

static void account_pages_and_site_pages_do_not_mix(void **state)
{
    (void)state;
    assert_false(find(GET, "/inbox").has_path);
    assert_false(find(GET, "/7/sign-in").has_path);
    assert_false(find(GET, "/7").has_path);
    assert_false(find(GET, "/4294967296/inbox").has_path);
}

static void a_token_has_its_shape(void **state)
{
    (void)state;
    assert_true(find(GET, "/invite/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPA").has_path);
    assert_false(find(GET, "/invite/short").has_path);
    assert_false(find(GET, "/invite/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN+PA").has_path);
}

static void token_names_come_from_patterns(void **state)
{
    ASSERT_STR(*state, route_token_name(*state, "/inbox/:id/reply"), "token_inbox_id_reply");
    ASSERT_STR(*state, route_token_name(*state, "/sign-out"), "token_sign_out");
    ASSERT_STR(*state, route_token_name(*state, "/me/sessions/end-others"),
               "token_me_sessions_end_others");
}

/* Requirement TN-02: a row without need, handler or pattern stops the start. */
static void rows_with_holes_are_refused(void **state)
{
    static const struct route no_need[] = {{GET, "/x", PERM_UNSET, serve_nothing}, {0}};
    static const struct route no_serve[] = {{GET, "/x", ANYONE, NULL}, {0}};
    static const struct route no_method[] = {{METHOD_OTHER, "/x", ANYONE, serve_nothing}, {0}};
    static const struct route no_slash[] = {{GET, "x", ANYONE, serve_nothing}, {0}};
    struct str why;

    assert_int_equal(OK, route_prove(*state, routes, &why));
    assert_int_equal(INVALID, route_prove(*state, no_need, &why));
    assert_int_equal(INVALID, route_prove(*state, no_serve, &why));
    assert_int_equal(INVALID, route_prove(*state, no_method, &why));
    assert_int_equal(INVALID, route_prove(*state, no_slash, &why));
}

/* product.md, section 3, for what there is so far. */
static void the_matrix_is_the_products(void **state)
{
    (void)state;
    assert_true(role_may(ADMINISTRATOR, true, MAY_READ_TREE_INBOX));
    assert_false(role_may(ADMINISTRATOR, false, MAY_READ_TREE_INBOX));
    assert_false(role_may(ADVANCED, true, MAY_READ_TREE_INBOX));
    assert_false(role_may(BASIC, true, MAY_READ_TREE_INBOX));
    assert_true(role_may(ADVANCED, false, MAY_CLOSE_CONVERSATIONS));
    assert_false(role_may(BASIC, false, MAY_CLOSE_CONVERSATIONS));
    assert_true(role_may(BASIC, false, MAY_SEND));
    for (unsigned need = ANYONE; need < NEED_COUNT; need++)
        assert_false(role_may(ROLE_NONE, true, (enum need)need));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(paths_find_their_route),      UNIT(a_known_path_with_another_method_says_so),
        UNIT(odd_ids_are_no_path),         UNIT(account_pages_and_site_pages_do_not_mix),
        UNIT(a_token_has_its_shape),       UNIT(token_names_come_from_patterns),
        UNIT(rows_with_holes_are_refused), UNIT(the_matrix_is_the_products),
    };

    return cmocka_run_group_tests_name("portal_route", tests, NULL, NULL);
}
