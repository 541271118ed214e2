/* test_dlrd_group.c: what goes in groups comes to what it comes to one by one
 *
 * The work is dlrd's own, compiled in here: a daemon's files are not in the library. */
#include <unistd.h>

#include "kit/post.h"

#include "jobs/dlrd/receipts.c"

static const struct stmt *const asks[] = {RECEIPT_ASKS, RECEIPT_GROUP_ASKS, RECEIPT_MATCH_ASKS,
                                          NULL};

static struct db *db;
static struct post post;

static int up(void **state)
{
    (void)state;
    return post_up("dlrd", asks, &db, &post);
}

/* Every message has one part that the carrier took, with its message id for a name. */
static void all_taken(void)
{
    world_do("UPDATE message AS m SET m.state = 'submitted', m.due_at = NULL");
    world_do("UPDATE conversation AS c SET c.last_state = 'submitted'");
    world_do("UPDATE conversation_own AS o SET o.last_state = 'submitted'");
    world_do("INSERT INTO part (root_id, account_id, message_id, part_no, state, route_id)"
             " SELECT m.root_id, m.account_id, m.message_id, 1, 'submitted', 1"
             " FROM message AS m");
    world_do("INSERT INTO carrier_ref (route_id, carrier_id, root_id, account_id, message_id,"
             " part_no) SELECT 1, m.message_id, m.root_id, m.account_id, m.message_id, 1"
             " FROM message AS m");
}

static void say_of(uint64_t message_id, const char *outcome)
{
    world_do("INSERT INTO raw_receipt (route_id, carrier_id, outcome, error, pdu, came_at)"
             " VALUES (1, '%llu', '%s', '0AB', '', UTC_TIMESTAMP(6))",
             (unsigned long long)message_id, outcome);
}

static void work(void)
{
    uint64_t swept = 0;
    uint32_t seen = 0;

    assert_int_equal(receipts_work(db, &swept, &seen), OK);
}

static uint64_t in_state(const char *state)
{
    return world_number("SELECT COUNT(*) AS n FROM message AS m JOIN part AS p"
                        " ON p.account_id = m.account_id AND p.message_id = m.message_id"
                        " WHERE m.state = '%s' AND p.state = m.state",
                        state);
}

static uint64_t version(const char *scope)
{
    return world_number("SELECT SUM(i.version) AS n FROM inbox_count AS i WHERE i.scope = '%s'",
                        scope);
}

/* A group has one writer and one account; all of it is one change of the inbox. */
static void test_group_is_one_change(void **state)
{
    uint64_t account;
    uint64_t tree;

    (void)state;
    for (unsigned i = 0; i < 40; i++)
        post_out(&post, 2, ANN, i, "one of many");
    all_taken();
    account = version("account");
    tree = version("tree");
    world_do("INSERT INTO raw_receipt (route_id, carrier_id, outcome, error, pdu, came_at)"
             " SELECT 1, m.message_id, 'delivered', NULL, '', UTC_TIMESTAMP(6)"
             " FROM message AS m");
    work();
    assert_int_equal(in_state("delivered"), 40);
    assert_int_equal(version("account"), account + 1);
    assert_int_equal(version("tree"), tree + 1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM raw_receipt AS r JOIN message AS m"
                                  " ON m.account_id = r.account_id AND"
                                  " m.message_id = r.message_id WHERE r.state = 'applied'"
                                  " AND r.part_no = 1 AND m.final_at IS NOT NULL"),
                     40);
}

/* Several accounts, writers, threads, outcomes, repeats and letters in one look. */
static void test_group_of_all_kinds(void **state)
{
    static const char *const outcomes[] = {"delivered", "failed", "enroute", "expired"};
    uint64_t ids[96];

    (void)state;
    for (unsigned i = 0; i < COUNT_OF(ids); i++)
        ids[i] = post_out(&post, 2 + i % 2, i % 3 ? ANN : BOB, i % 7, "of all kinds");
    all_taken();
    for (unsigned i = 0; i < COUNT_OF(ids); i++)
        say_of(ids[i], outcomes[i % 4]);
    for (unsigned i = 0; i < COUNT_OF(ids); i += 5)
        say_of(ids[i], "delivered"); /* the enroute ones among them move on */
    world_do("INSERT INTO message_news (message_id, root_id, account_id)"
             " SELECT m.message_id, m.root_id, m.account_id FROM message AS m");
    work();
    assert_int_equal(in_state("failed") + in_state("expired"), 48);
    assert_int_equal(in_state("enroute"), 19);
    assert_int_equal(in_state("delivered"), 29);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message_news AS x"), 0);
    assert_int_equal(world_number("SELECT SUM(p.receipts) AS n FROM part AS p"), 96 + 20);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM part AS p"
                                  " WHERE p.state = 'failed' AND p.error = '0AB'"
                                  " AND p.receipt_at IS NOT NULL"),
                     24);
}

/* While esmed is at work on one of them, the others do not wait for it. */
static void test_group_with_one_at_work(void **state)
{
    uint64_t id = 0;

    (void)state;
    for (unsigned i = 0; i < 6; i++)
        id = post_out(&post, 2, ANN, i, "at work");
    all_taken();
    world_do("UPDATE message AS m SET m.state = 'sending', m.parts = 2"
             " WHERE m.message_id = %llu",
             (unsigned long long)id);
    world_do("UPDATE conversation AS c SET c.last_state = 'sending' WHERE c.last_message_id ="
             " %llu",
             (unsigned long long)id);
    world_do("UPDATE conversation_own AS o SET o.last_state = 'sending'"
             " WHERE o.last_message_id = %llu",
             (unsigned long long)id);
    world_do("INSERT INTO raw_receipt (route_id, carrier_id, outcome, error, pdu, came_at)"
             " SELECT 1, m.message_id, 'delivered', NULL, '', UTC_TIMESTAMP(6)"
             " FROM message AS m");
    work();
    assert_int_equal(in_state("delivered"), 5);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"
                                  " WHERE m.state = 'sending'"),
                     1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM part AS p"
                                  " WHERE p.state = 'delivered'"),
                     6);
}

#define SQL_TEST(test) cmocka_unit_test_setup_teardown(test, up, post_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SQL_TEST(test_group_is_one_change),
        SQL_TEST(test_group_of_all_kinds),
        SQL_TEST(test_group_with_one_at_work),
    };

    return cmocka_run_group_tests_name("dlrd_group", tests, NULL, NULL);
}
