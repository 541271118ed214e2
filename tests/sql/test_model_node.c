/* test_model_node.c: node bits are leased to one process at a time */
#include <unistd.h>

#include "kit/world.h"

#include "model/carrier/node.h"

static const struct stmt *const asks[] = {NODE_ASKS, NULL};

static int up(void **state)
{
    (void)state;
    world_reset();
    return 0;
}

static void test_lease(void **state)
{
    struct db *db = world_db("inbox", asks);
    struct node one = {0};
    struct node two = {0};
    uint32_t first;

    (void)state;
    assert_int_equal(node_ready(db, &one), OK);
    assert_int_equal(node_ready(db, &two), OK);
    assert_int_not_equal(one.ids.node, two.ids.node);
    first = one.ids.node;
    assert_int_equal(node_ready(db, &one), OK);
    assert_int_equal(one.ids.node, first);

    /* Half of the time is over: it is kept. */
    one.until_us -= INT64_C(40) * 60 * STAMP_SECOND;
    assert_int_equal(node_ready(db, &one), OK);
    assert_int_equal(one.ids.node, first);

    /* Somebody else has it: another one is taken. */
    world_do("UPDATE node_lease AS l SET l.owner = 'another' WHERE l.node_id = %u", first);
    one.until_us -= INT64_C(40) * 60 * STAMP_SECOND;
    assert_int_equal(node_ready(db, &one), OK);
    assert_int_not_equal(one.ids.node, first);

    assert_int_equal(node_release(db, &two), OK);
    assert_int_equal(node_release(db, &two), OK);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM node_lease AS l"
                                  " WHERE l.until_at > UTC_TIMESTAMP(6)"),
                     2);
}

/* One that was let go just now is not given again for a minute. */
static void test_pause(void **state)
{
    struct db *db = world_db("inbox", asks);
    struct node node = {0};

    (void)state;
    world_do("UPDATE node_lease AS l SET l.until_at = UTC_TIMESTAMP(6)");
    assert_int_equal(node_ready(db, &node), BUSY);
    world_do("UPDATE node_lease AS l SET l.until_at = UTC_TIMESTAMP(6) - INTERVAL 61 SECOND"
             " WHERE l.node_id = 1000");
    assert_int_equal(node_ready(db, &node), OK);
    assert_int_equal(node.ids.node, 1000);
}

static bool lease_one(unsigned i)
{
    struct db *db = db_open(world_conf(), "inbox", asks);
    struct node node = {0};

    (void)i;
    db_visit(db, world_arena());
    return node_ready(db, &node) == OK;
}

static void test_at_once(void **state)
{
    (void)state;
    world_at_once(16, lease_one);
    assert_int_equal(world_number("SELECT COUNT(DISTINCT l.owner) AS n FROM node_lease AS l"
                                  " WHERE l.until_at > UTC_TIMESTAMP(6)"),
                     16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_lease, up),
        cmocka_unit_test_setup(test_pause, up),
        cmocka_unit_test_setup(test_at_once, up),
    };

    return cmocka_run_group_tests_name("model_node", tests, NULL, NULL);
}
