/* test_model_send.c: taking texts from a writer (TN-11, DB-05 and the idempotency key) */
#include "kit/world.h"

#include "model/carrier/node.h"
#include "model/conversation/conversation.h"
#include "model/message/send.h"

static const struct stmt *const asks[] = {SEND_ASKS, CONVERSATION_READ_ASKS, NODE_ASKS, NULL};

static struct db *db;
static struct node node;

static int up(void **state)
{
    (void)state;
    world_reset();
    if (!db)
        db = world_db("inbox", asks);
    node = (struct node){0};
    assert_int_equal(node_ready(db, &node), OK);
    return 0;
}

static int down(void **state)
{
    (void)state;
    world_check();
    return 0;
}

static struct recipient to(const char *msisdn)
{
    return (struct recipient){.msisdn = str_of(msisdn), .typed = str_of(msisdn + 3)};
}

static struct send_request request_of(const struct recipient *recipients, size_t count,
                                      const char *once)
{
    return (struct send_request){.recipients = recipients,
                                 .count = count,
                                 .text = STR("Shift on Saturday?\nReply YES."),
                                 .user_name = STR("Ann"),
                                 .once = str_of(once),
                                 .origin = ORIGIN_PAGE};
}

static void test_writes_all(void **state)
{
    const struct recipient two[] = {to("+61491570157"), to("+61491570156")};
    struct send_request request = request_of(two, 2, "one");
    struct send_result result;

    (void)state;
    assert_int_equal(send_accept(world_tenant(db, 2, ANN), &node.ids, &request, &result), OK);
    assert_int_equal(result.messages, 2);
    assert_int_equal(result.parts, 2);
    assert_false(result.repeated);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m WHERE m.root_id = 1"
                                  " AND m.account_id = 2 AND m.state = 'queued' AND m.user_id"
                                  " = 11 AND m.sender = '+61490000002' AND m.due_at ="
                                  " m.accepted_at AND m.encoding = 'gsm7' AND m.parts = 1"
                                  " AND m.message_id >= %llu AND m.message_id <= %llu",
                                  (unsigned long long)result.first_message_id,
                                  (unsigned long long)result.last_message_id),
                     2);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM conversation AS c"
                                  " WHERE c.account_id = 2 AND c.preview ="
                                  " 'Shift on Saturday? Reply YES.' AND c.out_user_id = 11"
                                  " AND c.last_user_name = 'Ann' AND c.unread = 0"),
                     2);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM inbox_count AS i"
                                  " WHERE i.root_id = 1 AND i.open = 2 AND i.version = 1"),
                     3);
}

static void test_same_number_once(void **state)
{
    const struct recipient three[] = {to("+61491570157"), to("+61491570156"),
                                      to("+61491570157")};
    struct send_request request = request_of(three, 3, "one");
    struct send_result result;

    (void)state;
    assert_int_equal(send_accept(world_tenant(db, 2, ANN), &node.ids, &request, &result), OK);
    assert_int_equal(result.messages, 2);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"), 2);
}

static void test_key_once(void **state)
{
    const struct recipient one[] = {to("+61491570157")};
    struct send_request request = request_of(one, 1, "one");
    struct send_result first;
    struct send_result second;
    struct send_result other;

    (void)state;
    assert_int_equal(send_accept(world_tenant(db, 2, ANN), &node.ids, &request, &first), OK);
    assert_int_equal(send_accept(world_tenant(db, 2, ANN), &node.ids, &request, &second), OK);
    assert_true(second.repeated);
    assert_int_equal(second.first_message_id, first.first_message_id);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"), 1);

    request.text = STR("Something else");
    assert_int_equal(send_accept(world_tenant(db, 2, ANN), &node.ids, &request, &other),
                     CONFLICT);
    /* Another's key of the same bytes is another key. */
    assert_int_equal(send_accept(world_tenant(db, 2, BOB), &node.ids, &request, &other), OK);
    assert_int_equal(send_accept(world_tenant(db, 3, ANN), &node.ids, &request, &other), OK);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"), 3);
}

/* A worker of its own, as after a fork. */
static bool press_same(unsigned i)
{
    const struct recipient two[] = {to("+61491570157"), to("+61491570156")};
    struct send_request request = request_of(two, 2, "double");
    struct db *own = db_open(world_conf(), "inbox", asks);
    struct node mine = {0};
    struct send_result result = {0};

    (void)i;
    db_visit(own, world_arena());
    return node_ready(own, &mine) == OK &&
           send_accept(world_tenant(own, 2, ANN), &mine.ids, &request, &result) == OK &&
           result.messages == 2;
}

static void test_double_click(void **state)
{
    (void)state;
    world_at_once(6, press_same);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"), 2);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM submission AS s"), 1);
}

/* Presses of different people that meet in the same conversations, in any order. */
static bool press_across(unsigned i)
{
    const struct recipient there[] = {to("+61491570150"), to("+61491570151"),
                                      to("+61491570152")};
    const struct recipient back[] = {to("+61491570152"), to("+61491570151"),
                                     to("+61491570150")};
    struct db *own = db_open(world_conf(), "inbox", asks);
    struct node mine = {0};

    db_visit(own, world_arena());
    if (node_ready(own, &mine) != OK)
        return false;
    for (unsigned turn = 0; turn < 10; turn++) {
        struct str once = str_format(world_arena(), "%u-%u", i, turn);
        struct send_request request = request_of(i % 2 ? there : back, 3, once.at);
        struct send_result result;

        if (send_accept(world_tenant(own, 2 + i % 2, ANN + i), &mine.ids, &request, &result) !=
            OK)
            return false;
    }
    return true;
}

static void test_many_at_once(void **state)
{
    (void)state;
    world_at_once(4, press_across);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"), 120);
    assert_int_equal(world_number("SELECT i.version AS n FROM inbox_count AS i"
                                  " WHERE i.scope = 'tree' AND i.root_id = 1"),
                     40);
}

static void test_limits(void **state)
{
    struct recipient many[SEND_MOST + 1];
    struct send_request request = request_of(many, SEND_MOST + 1, "one");
    struct send_result result;
    struct tenant *t = world_tenant(db, 2, ANN);

    (void)state;
    for (size_t i = 0; i < COUNT_OF(many); i++) {
        many[i] = to("+61491570157");
        many[i].msisdn = str_format(world_arena(), "+6149157%04zu", i);
    }
    assert_int_equal(send_accept(t, &node.ids, &request, &result), TOO_MUCH);
    request.count = SEND_MOST;
    assert_int_equal(send_accept(t, &node.ids, &request, &result), OK);
    assert_int_equal(result.messages, SEND_MOST);

    request.once = STR("two");
    request.text = repeated(world_arena(), "a", 153 * SEND_PARTS_MOST + 1);
    assert_int_equal(send_accept(t, &node.ids, &request, &result), TOO_MUCH);
    request.text = STR("");
    assert_int_equal(send_accept(t, &node.ids, &request, &result), INVALID);
    request.text = STR("a");
    request.once = STR("");
    assert_int_equal(send_accept(t, &node.ids, &request, &result), INVALID);
    request.once = STR("three");
    request.count = 0;
    assert_int_equal(send_accept(t, &node.ids, &request, &result), INVALID);
}

static void test_no_number(void **state)
{
    const struct recipient one[] = {to("+61491570157")};
    struct send_request request = request_of(one, 1, "one");
    struct send_result result;

    (void)state;
    world_do("DELETE s FROM sender AS s WHERE s.account_id = 3");
    assert_int_equal(send_accept(world_tenant(db, 3, ANN), &node.ids, &request, &result),
                     NOT_FOUND);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM submission AS s"), 0);
}

static void test_parts_and_preview(void **state)
{
    const struct recipient one[] = {to("+61491570157")};
    struct send_request request = request_of(one, 1, "one");
    struct send_result result;

    (void)state;
    request.text = repeated(world_arena(), "\xf0\x9f\x98\x8e", 170);
    assert_int_equal(send_accept(world_tenant(db, 2, ANN), &node.ids, &request, &result), OK);
    assert_int_equal(result.parts, 6);
    assert_int_equal(world_number("SELECT CHAR_LENGTH(c.preview) AS n FROM conversation AS c"),
                     160);
    assert_int_equal(world_number("SELECT m.parts AS n FROM message AS m"
                                  " WHERE m.encoding = 'ucs2'"),
                     6);
}

/* A reply goes where the conversation goes, needs it in the writer's scope, and reads it. */
static void test_reply(void **state)
{
    const struct recipient one[] = {to("+61491570157")};
    struct send_request request = request_of(one, 1, "one");
    struct send_request reply = request_of(NULL, 0, "two");
    struct send_result result;

    (void)state;
    assert_int_equal(send_accept(world_tenant(db, 2, ANN), &node.ids, &request, &result), OK);
    reply.conversation_id =
        world_number("SELECT c.conversation_id AS n FROM conversation AS c");
    world_do("UPDATE conversation AS c SET c.unread = 1, c.closed = 1");
    world_do("UPDATE conversation_own AS o SET o.unread = 1");
    world_do("UPDATE inbox_count AS i SET i.unread = 1");
    world_do("UPDATE inbox_count AS i SET i.open = 0, i.closed = 1 WHERE i.scope <> 'user'");

    reply.scope = INBOX_MINE;
    assert_int_equal(send_accept(world_tenant(db, 2, BOB), &node.ids, &reply, &result),
                     NOT_FOUND);
    reply.scope = INBOX_ACCOUNT;
    assert_int_equal(send_accept(world_tenant(db, 3, BOB), &node.ids, &reply, &result),
                     NOT_FOUND);
    assert_int_equal(send_accept(world_tenant(db, 8, BOB), &node.ids, &reply, &result),
                     NOT_FOUND);

    reply.scope = INBOX_MINE;
    assert_int_equal(send_accept(world_tenant(db, 2, ANN), &node.ids, &reply, &result), OK);
    assert_int_equal(world_number("SELECT c.unread + c.closed AS n FROM conversation AS c"), 2);
    assert_int_equal(world_number("SELECT o.unread AS n FROM conversation_own AS o"), 0);

    reply.scope = INBOX_ACCOUNT;
    reply.once = STR("three");
    assert_int_equal(send_accept(world_tenant(db, 2, BOB), &node.ids, &reply, &result), OK);
    assert_int_equal(world_number("SELECT c.unread AS n FROM conversation AS c"), 0);
    assert_int_equal(world_number("SELECT c.closed AS n FROM conversation AS c"), 1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"
                                  " WHERE m.msisdn = '+61491570157'"),
                     3);
}

#define SQL_TEST(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SQL_TEST(test_writes_all),   SQL_TEST(test_same_number_once),  SQL_TEST(test_key_once),
        SQL_TEST(test_double_click), SQL_TEST(test_many_at_once),      SQL_TEST(test_limits),
        SQL_TEST(test_no_number),    SQL_TEST(test_parts_and_preview), SQL_TEST(test_reply),
    };

    return cmocka_run_group_tests_name("model_send", tests, NULL, NULL);
}
