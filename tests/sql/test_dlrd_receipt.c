/* test_dlrd_receipt.c: what carriers say of our messages (DI-08, TN-20)
 *
 * The work is dlrd's own, compiled in here: a daemon's files are not in the library. */
#include <unistd.h>

#include "kit/post.h"

#include "jobs/dlrd/receipts.c"
#include "model/message/message_news.h"

static const struct stmt *const asks[] = {RECEIPT_ASKS, RECEIPT_GROUP_ASKS, RECEIPT_MATCH_ASKS,
                                          NULL};

static struct db *db;
static struct post post;

static int up(void **state)
{
    (void)state;
    return post_up("dlrd", asks, &db, &post);
}

/* As esmed leaves a message that the carrier took: ids MESSAGE-1 …, so many parts. */
static uint64_t taken(uint64_t account_id, unsigned number, unsigned parts)
{
    uint64_t id = post_out(&post, account_id, ANN, number, "taken");
    unsigned long long n = id;

    post_turn(id, "submitted");
    world_do("UPDATE message AS m SET m.parts = %u, m.due_at = NULL WHERE m.message_id = %llu",
             parts, n);
    world_do("INSERT INTO part (root_id, account_id, message_id, part_no, state, route_id,"
             " carrier_id) SELECT m.root_id, m.account_id, m.message_id, s.seq, 'submitted', 1,"
             " CONCAT(m.message_id, '-', s.seq) FROM message AS m JOIN seq_1_to_9 AS s"
             " ON s.seq <= m.parts WHERE m.message_id = %llu",
             n);
    world_do("INSERT INTO carrier_ref (route_id, carrier_id, root_id, account_id, message_id,"
             " part_no) SELECT p.route_id, p.carrier_id, p.root_id, p.account_id, p.message_id,"
             " p.part_no FROM part AS p WHERE p.message_id = %llu",
             n);
    return id;
}

static void say(uint64_t message_id, unsigned part_no, const char *outcome)
{
    world_do("INSERT INTO raw_receipt (route_id, carrier_id, outcome, error, pdu, came_at)"
             " VALUES (1, '%llu-%u', '%s', '0AB', '', UTC_TIMESTAMP(6))",
             (unsigned long long)message_id, part_no, outcome);
}

static uint64_t swept;

static void work(void)
{
    uint32_t seen = 0;

    assert_int_equal(receipts_work(db, &swept, &seen), OK);
}

static uint64_t account_version(uint64_t account_id)
{
    return world_number("SELECT i.version AS n FROM inbox_count AS i WHERE i.scope = 'account'"
                        " AND i.account_id = %llu",
                        (unsigned long long)account_id);
}

static void test_delivered(void **state)
{
    uint64_t id = taken(2, 1, 1);
    uint64_t version = account_version(2);

    (void)state;
    say(id, 1, "enroute");
    work();
    assert_state(id, "enroute");
    say(id, 1, "delivered");
    work();
    assert_state(id, "delivered");
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"
                                  " WHERE m.final_at IS NOT NULL AND m.why IS NULL"),
                     1);
    assert_int_equal(world_number("SELECT p.receipts AS n FROM part AS p"), 2);
    assert_int_equal(account_version(2), version + 2);
    ASSERT_STR(world_arena(), world_text("SELECT c.last_state AS text FROM conversation AS c"),
               "delivered");
    ASSERT_STR(world_arena(),
               world_text("SELECT o.last_state AS text FROM conversation_own AS o"),
               "delivered");
}

static void test_only_upwards(void **state)
{
    uint64_t id = taken(2, 1, 1);
    uint64_t version;

    (void)state;
    say(id, 1, "failed");
    say(id, 1, "enroute");
    say(id, 1, "delivered");
    say(id, 1, "failed");
    work();
    assert_state(id, "failed");
    version = account_version(2);
    ASSERT_STR(world_arena(), world_text("SELECT m.why AS text FROM message AS m"),
               "carrier_failed");
    ASSERT_STR(world_arena(), world_text("SELECT p.error AS text FROM part AS p"), "0AB");
    assert_int_equal(world_number("SELECT p.receipts AS n FROM part AS p"), 4);
    for (unsigned i = 0; i < 3; i++)
        say(id, 1, "failed");
    work();
    assert_int_equal(account_version(2), version);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM raw_receipt AS r"
                                  " WHERE r.state = 'applied' AND r.account_id = 2"),
                     7);
}

static void test_parts(void **state)
{
    uint64_t good = taken(2, 1, 3);
    uint64_t bad = taken(2, 2, 3);

    (void)state;
    say(good, 3, "delivered");
    say(good, 1, "delivered");
    work();
    assert_state(good, "enroute");
    say(good, 2, "delivered");
    work();
    assert_state(good, "delivered");

    say(bad, 1, "delivered");
    say(bad, 2, "expired");
    work();
    assert_state(bad, "expired");
    say(bad, 3, "delivered");
    work();
    assert_state(bad, "expired");
}

/* While esmed still sends parts, nothing is folded; its letter makes up for it. */
static void test_while_sending(void **state)
{
    uint64_t id = taken(2, 1, 2);

    (void)state;
    world_do("UPDATE message AS m SET m.state = 'sending'");
    world_do("UPDATE part AS p SET p.state = 'sending' WHERE p.part_no = 2");
    say(id, 1, "delivered");
    work();
    assert_state(id, "sending");

    world_do("UPDATE message AS m SET m.state = 'submitted'");
    world_do("UPDATE part AS p SET p.state = 'submitted' WHERE p.part_no = 2");
    world_do("INSERT INTO message_news (message_id, root_id, account_id) VALUES (%llu, 1, 2)",
             (unsigned long long)id);
    work();
    assert_state(id, "enroute");
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message_news AS x"), 0);
    ASSERT_STR(world_arena(), world_text("SELECT c.last_state AS text FROM conversation AS c"),
               "enroute");
}

/* A receipt that came first waits for the response. */
static void test_parked(void **state)
{
    uint64_t id = taken(2, 1, 1);

    (void)state;
    world_do("DELETE f FROM carrier_ref AS f");
    say(id, 1, "delivered");
    work();
    assert_state(id, "submitted");
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM raw_receipt AS r"
                                  " WHERE r.state = 'parked'"),
                     1);
    world_do("INSERT INTO carrier_ref (route_id, carrier_id, root_id, account_id, message_id,"
             " part_no) SELECT p.route_id, p.carrier_id, p.root_id, p.account_id,"
             " p.message_id, p.part_no FROM part AS p");
    work();
    assert_state(id, "delivered");
}

static void parked(unsigned count)
{
    world_do(
        "INSERT INTO raw_receipt (route_id, carrier_id, outcome, error, pdu, came_at, state)"
        " SELECT 1, CONCAT('nobody', s.seq), 'delivered', '0AB', '', UTC_TIMESTAMP(6),"
        " 'parked' FROM seq_1_to_%u AS s",
        count);
}

static uint64_t written_as(unsigned number)
{
    uint64_t id = taken(2, number, 1);

    say(id, 1, "delivered");
    world_do("UPDATE raw_receipt AS r SET r.state = 'parked' WHERE r.state = 'new'");
    return id;
}

/* Each look takes the newest, and goes on through the rest: never through all of them. */
static void test_parked_many(void **state)
{
    uint64_t early;
    uint64_t late;

    (void)state;
    swept = 0;
    parked(1300);
    early = written_as(1);
    parked(300);
    late = written_as(2);
    work();
    assert_state(late, "delivered");
    assert_state(early, "submitted");
    work();
    assert_state(early, "delivered");
    work();
    assert_int_equal(swept, 0);
}

static void test_given_up(void **state)
{
    uint64_t count = 0;

    (void)state;
    say(12345, 1, "delivered"); /* no message of ours: forged, or of another system */
    work();
    assert_int_equal(receipt_give_up(db, &count), OK);
    assert_int_equal(count, 0);
    world_do("UPDATE raw_receipt AS r SET r.came_at = UTC_TIMESTAMP(6) - INTERVAL 49 HOUR");
    assert_int_equal(receipt_give_up(db, &count), OK);
    assert_int_equal(count, 1);
}

/* An id belongs to its route: the same id from another carrier names nothing. */
static void test_other_route(void **state)
{
    uint64_t id = taken(2, 1, 1);

    (void)state;
    say(id, 1, "delivered");
    world_do("UPDATE raw_receipt AS r SET r.route_id = 2");
    work();
    assert_state(id, "submitted");
}

static void test_unknown_is_settled(void **state)
{
    uint64_t id = taken(2, 1, 1);

    (void)state;
    world_do("UPDATE message AS m SET m.state = 'unknown', m.due_at = UTC_TIMESTAMP(6)");
    world_do("UPDATE part AS p SET p.state = 'unknown'");
    say(id, 1, "delivered");
    work();
    assert_state(id, "delivered");
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"
                                  " WHERE m.due_at IS NOT NULL"),
                     0);
}

/* Campaign receipts heat nothing: a conversation that shows another message stays cool. */
static void test_only_the_shown(void **state)
{
    uint64_t older = taken(2, 1, 1);
    uint64_t newer = taken(2, 1, 1);
    uint64_t version = account_version(2);

    (void)state;
    say(older, 1, "delivered");
    work();
    assert_state(older, "delivered");
    assert_int_equal(account_version(2), version);
    say(newer, 1, "delivered");
    work();
    assert_int_equal(account_version(2), version + 1);
}

static bool work_alone(unsigned i)
{
    struct db *own = db_open(world_conf(), "dlrd", asks);
    uint32_t seen = 0;

    (void)i;
    db_visit(own, world_arena());
    return receipts_work(own, &swept, &seen) == OK;
}

/* Three parts of each message, three times over, by four workers at once. */
static void test_at_once(void **state)
{
    uint64_t ids[12];

    (void)state;
    for (unsigned i = 0; i < COUNT_OF(ids); i++)
        ids[i] = taken(2 + i % 2, i % 4, 3);
    for (unsigned i = 0; i < 3 * COUNT_OF(ids) * 3; i++)
        say(ids[i % COUNT_OF(ids)], 1 + i / COUNT_OF(ids) % 3, "delivered");
    world_at_once(4, work_alone);
    for (unsigned i = 0; i < COUNT_OF(ids); i++)
        assert_state(ids[i], "delivered");
    assert_int_equal(world_number("SELECT SUM(p.receipts) AS n FROM part AS p"), 108);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM raw_receipt AS r"
                                  " WHERE r.state = 'applied'"),
                     108);
}

static void test_fold(void **state)
{
    const struct {
        struct fold fold;
        enum message_state to;
    } rows[] = {
        {{.state = STATE_SUBMITTED, .parts = 2, .known = 2}, STATE_SUBMITTED},
        {{.state = STATE_SUBMITTED, .parts = 2, .known = 2, .enroute = 1}, STATE_ENROUTE},
        {{.state = STATE_SUBMITTED, .parts = 2, .known = 2, .delivered = 2}, STATE_DELIVERED},
        {{.state = STATE_SENDING, .parts = 2, .known = 1, .delivered = 1}, STATE_SENDING},
        {{.state = STATE_UNKNOWN, .parts = 2, .known = 1, .delivered = 1}, STATE_UNKNOWN},
        {{.state = STATE_UNKNOWN, .parts = 2, .known = 2, .delivered = 1, .unknown = 1},
         STATE_UNKNOWN},
        {{.state = STATE_ENROUTE,
          .parts = 2,
          .known = 2,
          .delivered = 1,
          .has_bad = true,
          .bad = STATE_FAILED},
         STATE_FAILED},
        {{.state = STATE_EXPIRED, .parts = 1, .known = 1, .delivered = 1}, STATE_EXPIRED},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(receipt_fold(&rows[i].fold), rows[i].to);
}

#define SQL_TEST(test) cmocka_unit_test_setup_teardown(test, up, post_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SQL_TEST(test_delivered),
        SQL_TEST(test_only_upwards),
        SQL_TEST(test_parts),
        SQL_TEST(test_while_sending),
        SQL_TEST(test_parked),
        SQL_TEST(test_parked_many),
        SQL_TEST(test_given_up),
        SQL_TEST(test_other_route),
        SQL_TEST(test_only_the_shown),
        SQL_TEST(test_at_once),
        cmocka_unit_test_setup(test_unknown_is_settled, up),
        cmocka_unit_test(test_fold),
    };

    return cmocka_run_group_tests_name("dlrd_receipt", tests, NULL, NULL);
}
