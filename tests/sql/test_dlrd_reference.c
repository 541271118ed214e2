/* test_dlrd_reference.c: receipts that name no id we know (DI-04)
 *
 * The work is dlrd's own, compiled in here: a daemon's files are not in the library. */
#include <unistd.h>

#include "kit/post.h"

#include "jobs/dlrd/receipts.c"

static const struct stmt *const asks[] = {RECEIPT_ASKS, RECEIPT_GROUP_ASKS, RECEIPT_MATCH_ASKS,
                                          NULL};

static struct db *db;
static struct post post;
static uint64_t swept;

static int up(void **state)
{
    (void)state;
    swept = 0;
    return post_up("dlrd", asks, &db, &post);
}

/* As esmed leaves a message whose answer was lost: nobody knows its carrier's id. */
static uint64_t unnamed(uint64_t account_id, unsigned number, unsigned reference)
{
    uint64_t id = post_out(&post, account_id, ANN, number, "taken");
    unsigned long long n = id;

    post_turn(id, "unknown");
    world_do("INSERT INTO part (root_id, account_id, message_id, part_no, state, route_id,"
             " sent_at) SELECT m.root_id, m.account_id, m.message_id, 1, 'unknown', 1,"
             " UTC_TIMESTAMP(6) FROM message AS m WHERE m.message_id = %llu",
             n);
    world_do("INSERT INTO unnamed_part (message_id, part_no, root_id, account_id, route_id,"
             " reference, msisdn, sent_at) SELECT m.message_id, 1, m.root_id, m.account_id, 1,"
             " %u, SUBSTRING(m.msisdn, 2), UTC_TIMESTAMP(6) FROM message AS m"
             " WHERE m.message_id = %llu",
             reference, n);
    return id;
}

static void work(void)
{
    uint32_t seen = 0;

    assert_int_equal(receipts_work(db, &swept, &seen), OK);
}

/* A receipt that names a message by its reference, and by an id that nobody knows. */
static void say_reference(unsigned route_id, uint64_t message_id, unsigned reference)
{
    world_do("INSERT INTO raw_receipt (route_id, carrier_id, outcome, msisdn, reference, pdu,"
             " came_at) SELECT %u, 'FEED', 'delivered', SUBSTRING(m.msisdn, 2), %u, '',"
             " UTC_TIMESTAMP(6) FROM message AS m WHERE m.message_id = %llu",
             route_id, reference, (unsigned long long)message_id);
}

static void test_by_reference(void **state)
{
    uint64_t id = unnamed(2, 1, 4711);
    uint64_t other = unnamed(2, 2, 4711); /* another number */

    (void)state;
    say_reference(1, id, 4711);
    say_reference(1, id, 4711);
    work();
    assert_state(id, "delivered");
    assert_state(other, "unknown");
    assert_int_equal(world_number("SELECT p.receipts AS n FROM part AS p WHERE p.message_id ="
                                  " %llu",
                                  (unsigned long long)id),
                     2);
}

/* It may come before we have given up waiting for the answer. */
static void test_by_reference_early(void **state)
{
    uint64_t id = unnamed(2, 1, 4711);

    (void)state;
    world_do("UPDATE unnamed_part AS u SET u.route_id = 9");
    say_reference(1, id, 4711);
    work();
    assert_state(id, "unknown");
    world_do("UPDATE unnamed_part AS u SET u.route_id = 1");
    work();
    assert_state(id, "delivered");
}

/* Another route, another reference, an old message: nothing is taken for another. */
static void test_by_reference_wrong(void **state)
{
    uint64_t id = unnamed(2, 1, 4711);

    (void)state;
    say_reference(2, id, 4711);
    say_reference(1, id, 4712);
    work();
    world_do("UPDATE unnamed_part AS u SET u.sent_at = UTC_TIMESTAMP(6) - INTERVAL 49 HOUR");
    say_reference(1, id, 4711);
    work();
    assert_state(id, "unknown");
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM raw_receipt AS r"
                                  " WHERE r.state = 'parked'"),
                     3);
}

/* Two that fit are none, across accounts too; one whose id is known is named by that. */
static void test_by_reference_twice(void **state)
{
    uint64_t first = unnamed(2, 1, 4711);
    uint64_t second = unnamed(3, 1, 4711);
    uint64_t named = unnamed(2, 2, 4712);

    (void)state;
    say_reference(1, first, 4711);
    work();
    assert_state(first, "unknown");
    assert_state(second, "unknown");
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM raw_receipt AS r"
                                  " WHERE r.state = 'parked'"),
                     1);
    world_do("INSERT INTO carrier_ref (route_id, carrier_id, root_id, account_id, message_id,"
             " part_no) SELECT 1, 'FEED', m.root_id, m.account_id, m.message_id, 1 FROM message"
             " AS m WHERE m.message_id = %llu",
             (unsigned long long)named);
    say_reference(1, first, 4711);
    work();
    assert_state(named, "delivered");
    assert_state(first, "unknown");
}

static void test_reference_forgotten(void **state)
{
    (void)state;
    unnamed(2, 1, 4711);
    assert_int_equal(receipt_match_forget(db), OK);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM unnamed_part AS u"), 1);
    world_do("UPDATE unnamed_part AS u SET u.sent_at = UTC_TIMESTAMP(6) - INTERVAL 6 DAY");
    assert_int_equal(receipt_match_forget(db), OK);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM unnamed_part AS u"), 0);
}

#define SQL_TEST(test) cmocka_unit_test_setup_teardown(test, up, post_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SQL_TEST(test_by_reference),
        SQL_TEST(test_by_reference_early),
        SQL_TEST(test_by_reference_wrong),
        SQL_TEST(test_by_reference_twice),
        cmocka_unit_test_setup(test_reference_forgotten, up),
    };

    return cmocka_run_group_tests_name("dlrd_reference", tests, NULL, NULL);
}
