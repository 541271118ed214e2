/* test_outbox_share.c: whose messages leave next (DI-07) */
#include "kit/unit.h"
#include "kit/world.h"

#include "model/carrier/outbox_share.h"

static const struct stmt *const asks[] = {OUTBOX_SHARE_ASKS, NULL};

static struct db *db;
static uint64_t turns[OUTBOX_CLASSES];

static int up(void **state)
{
    (void)state;
    world_reset();
    if (!db)
        db = world_db("esmed", asks);
    memset(turns, 0, sizeof(turns));
    return 0;
}

/* So many messages of an account, all older than those that are made later. */
static void wait_for(unsigned account_id, unsigned class, unsigned count)
{
    world_do("INSERT INTO outbox (message_id, root_id, account_id, route_id, priority,"
             " not_before) SELECT s.seq + COALESCE((SELECT MAX(x.message_id) FROM outbox AS x),"
             " 0), 1, %u, 1, %u, UTC_TIMESTAMP(6) FROM seq_1_to_%u AS s",
             account_id, class, count);
}

/* Who gets how much of the next `most`; what is given leaves the outbox. */
static struct {
    uint32_t count;
    uint32_t of[100];
    bool more;
} got;

static void take(uint32_t most)
{
    struct list rows = {0};

    memset(&got, 0, sizeof(got));
    db_visit(db, world_arena());
    assert_int_equal(outbox_share(db, 1, most, turns, &rows, &got.more), OK);
    got.count = (uint32_t)rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        const struct outbox *row = LIST_AT(&rows, struct outbox, i);

        got.of[row->account_id]++;
        world_do("DELETE o FROM outbox AS o WHERE o.message_id = %llu",
                 (unsigned long long)row->message_id);
    }
}

static void test_one_account_has_all(void **state)
{
    (void)state;
    wait_for(2, 2, 30);
    take(20);
    assert_int_equal(got.of[2], 20);
    assert_true(got.more);
    take(20);
    assert_int_equal(got.of[2], 10);
    assert_false(got.more);
    take(20);
    assert_int_equal(got.count, 0);
}

/* A campaign of thousands, then one text of another account, then a small campaign. */
static void test_a_campaign_leaves_turns(void **state)
{
    (void)state;
    wait_for(2, 2, 5000);
    wait_for(3, 2, 1);
    wait_for(4, 2, 200);
    take(90);
    assert_int_equal(got.of[3], 1);
    assert_int_equal(got.of[2], 30);
    assert_int_equal(got.of[4], 59); /* and what the second had no use for */
    take(90);
    assert_int_equal(got.of[2], 45);
    assert_int_equal(got.of[4], 45);
}

static void test_classes_go_first(void **state)
{
    (void)state;
    wait_for(2, 2, 50);
    wait_for(3, 1, 10);
    wait_for(4, 0, 10);
    take(15);
    assert_int_equal(got.of[4], 10);
    assert_int_equal(got.of[3], 5);
    take(15);
    assert_int_equal(got.of[3], 5);
    assert_int_equal(got.of[2], 10);
}

/* More accounts than have a turn in one claim: nobody is passed over. */
static void test_many_accounts(void **state)
{
    uint32_t sum[100] = {0};

    (void)state;
    for (unsigned account = 10; account < 60; account++)
        wait_for(account, 1, 40);
    for (unsigned i = 0; i < 10; i++) {
        take(100);
        assert_int_equal(got.count, 100);
        for (unsigned account = 10; account < 60; account++)
            sum[account] += got.of[account];
    }
    for (unsigned account = 10; account < 60; account++)
        assert_in_range(sum[account], 10, 30); /* 20 each on the average */
}

/* What waits for a moment, is another's or another route's has no turn. */
static void test_not_now(void **state)
{
    (void)state;
    wait_for(2, 1, 5);
    world_do("UPDATE outbox AS o SET o.not_before = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR"
             " WHERE o.message_id = 1");
    world_do("UPDATE outbox AS o SET o.owner = 'another' WHERE o.message_id = 2");
    world_do("UPDATE outbox AS o SET o.route_id = 2 WHERE o.message_id = 3");
    take(10);
    assert_int_equal(got.count, 2);
    assert_false(got.more);
}

#define SQL_TEST(test) cmocka_unit_test_setup(test, up)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SQL_TEST(test_one_account_has_all), SQL_TEST(test_a_campaign_leaves_turns),
        SQL_TEST(test_classes_go_first),    SQL_TEST(test_many_accounts),
        SQL_TEST(test_not_now),
    };

    return cmocka_run_group_tests_name("outbox_share", tests, NULL, NULL);
}
