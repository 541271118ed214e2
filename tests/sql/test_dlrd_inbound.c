/* test_dlrd_inbound.c: what handsets wrote (TN-11, DI-08)
 *
 * The work is dlrd's own, compiled in here: a daemon's files are not in the library. */
#include <unistd.h>

#include "kit/post.h"

#include "jobs/dlrd/inbounds.c"

static const struct stmt *const asks[] = {INBOUND_ASKS, CONVERSATION_FOLLOW_ASKS, NODE_ASKS,
                                          NULL};

static struct db *db;
static struct post post;

static int up(void **state)
{
    (void)state;
    return post_up("dlrd", asks, &db, &post);
}

/* A segment as esmed keeps it; `hex` are its octets. */
struct heard {
    const char *sender;
    const char *msisdn;
    unsigned coding;
    const char *hex;
    unsigned ref;
    unsigned count;
    unsigned no;
};

static void hear(const struct heard *h)
{
    world_do("INSERT INTO raw_inbound (route_id, sender, msisdn, coding, body, concat_ref,"
             " concat_count, concat_no, pdu, digest, came_at) VALUES (1, '%s', '%s', %u,"
             " UNHEX('%s'), %u, %u, %u, '', UNHEX(SHA2('%s %s %u %s %u %u', 256)),"
             " UTC_TIMESTAMP(6))",
             h->sender, h->msisdn, h->coding, h->hex, h->ref, h->count, h->no, h->sender,
             h->msisdn, h->coding, h->hex, h->ref, h->no);
}

/* "YES" to account 2. */
static const struct heard yes = {
    .sender = "61490000002", .msisdn = "61491570001", .hex = "594553", .count = 1, .no = 1};

static void work(void)
{
    uint32_t seen = 0;

    assert_int_equal(inbounds_work(db, &post.node.ids, &seen), OK);
}

static uint64_t messages_in(uint64_t account_id)
{
    return world_number("SELECT COUNT(*) AS n FROM message AS m WHERE m.direction = 'in'"
                        " AND m.state = 'received' AND m.account_id = %llu",
                        (unsigned long long)account_id);
}

static struct str body(void)
{
    return world_text("SELECT m.body AS text FROM message AS m WHERE m.direction = 'in'"
                      " ORDER BY m.message_id DESC LIMIT 1");
}

static void test_new_conversation(void **state)
{
    (void)state;
    hear(&yes);
    work();
    work();
    assert_int_equal(messages_in(2), 1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM conversation AS c"
                                  " WHERE c.account_id = 2 AND c.msisdn = '+61491570001'"
                                  " AND c.unread = 1 AND c.closed = 0 AND c.preview = 'YES'"
                                  " AND c.last_direction = 'in'"
                                  " AND c.out_message_id IS NULL"),
                     1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m WHERE m.user_id IS"
                                  " NULL AND m.in_reply_to IS NULL"),
                     1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM raw_inbound AS r JOIN message AS m"
                                  " ON m.account_id = r.account_id"
                                  " AND m.message_id = r.message_id"
                                  " AND m.accepted_at = r.came_at WHERE r.state = 'applied'"),
                     1);
}

/* The number decides, however the carrier spells it; what nobody owns is kept aside. */
static void test_whose_number(void **state)
{
    struct heard h = yes;

    (void)state;
    h.sender = "+61490000008";
    h.msisdn = "0491570001";
    hear(&h);
    h.sender = "0061490000003";
    h.msisdn = "+61491570001";
    hear(&h);
    h.sender = "61490000999";
    hear(&h);
    h.sender = "61490000001";
    h.msisdn = "BANK";
    hear(&h);
    work();
    assert_int_equal(messages_in(8), 1);
    assert_int_equal(messages_in(3), 1);
    assert_int_equal(messages_in(1), 1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"), 3);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM conversation AS c"
                                  " WHERE c.msisdn = '+61491570001'"),
                     2);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM raw_inbound AS r WHERE r.state ="
                                  " 'orphan' AND r.account_id IS NULL"),
                     1);
}

/* Who sent the newest outbound text gets the reply, and nobody else sees it as own. */
static void test_reply_owner(void **state)
{
    uint64_t of_bob;

    (void)state;
    post_out(&post, 2, ANN, 1, "Ann asks");
    of_bob = post_out(&post, 2, BOB, 1, "Bob asks");
    hear(&yes);
    work();
    assert_int_equal(world_number("SELECT m.in_reply_to AS n FROM message AS m"
                                  " WHERE m.direction = 'in' AND m.user_id = 12"),
                     of_bob);
    assert_int_equal(world_number("SELECT o.unread AS n FROM conversation_own AS o"
                                  " WHERE o.user_id = 12"),
                     1);
    assert_int_equal(world_number("SELECT o.unread AS n FROM conversation_own AS o"
                                  " WHERE o.user_id = 11"),
                     0);
}

/* It answers what had been written when it came, however late it is looked at. */
static void test_reply_before(void **state)
{
    uint64_t of_ann;

    (void)state;
    of_ann = post_out(&post, 2, ANN, 1, "Ann asks");
    hear(&yes);
    post_out(&post, 2, BOB, 1, "Bob asks later");
    work();
    assert_int_equal(world_number("SELECT m.in_reply_to AS n FROM message AS m"
                                  " WHERE m.direction = 'in' AND m.user_id = 11"),
                     of_ann);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM conversation_own AS o"
                                  " WHERE o.user_id = 12 AND o.unread = 1"),
                     0);
}

static void test_reply_window(void **state)
{
    (void)state;
    post_out(&post, 2, ANN, 1, "long ago");
    world_do("UPDATE conversation AS c SET c.out_at = UTC_TIMESTAMP(6) - INTERVAL 8 DAY");
    hear(&yes);
    work();
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m WHERE m.direction ="
                                  " 'in' AND m.user_id IS NULL AND m.in_reply_to IS NULL"),
                     1);
    world_do("INSERT INTO setting (root_id, account_id, reply_days) VALUES (1, 2, 9)");
    hear(&yes);
    work();
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m WHERE m.direction ="
                                  " 'in' AND m.user_id = 11 AND m.in_reply_to IS NOT NULL"),
                     1);
}

/* Sent by a program: a reply, but nobody's. */
static void test_reply_to_program(void **state)
{
    (void)state;
    post_out(&post, 2, ANN, 1, "by the API");
    world_do("UPDATE conversation AS c SET c.out_user_id = NULL");
    hear(&yes);
    work();
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m WHERE m.direction ="
                                  " 'in' AND m.user_id IS NULL AND m.in_reply_to IS NOT NULL"),
                     1);
}

static void test_reopens(void **state)
{
    (void)state;
    hear(&yes);
    work();
    world_do("UPDATE conversation AS c SET c.closed = 1, c.unread = 0");
    world_do("UPDATE inbox_count AS i SET i.open = 0, i.closed = 1, i.unread = 0"
             " WHERE i.root_id = 1");
    hear(&yes);
    work();
    assert_int_equal(world_number("SELECT c.unread AS n FROM conversation AS c"
                                  " WHERE c.closed = 0"),
                     1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM conversation_event AS e JOIN"
                                  " conversation AS c ON c.account_id = e.account_id WHERE"
                                  " e.kind = 'reopened' AND e.user_id IS NULL"
                                  " AND e.event_id < c.last_message_id"),
                     1);
}

/* Segments in any order, a character cut in two between them. */
static void test_segments(void **state)
{
    /* U+1F331 is d83c df31 */
    struct heard tail = yes;
    struct heard head = yes;

    (void)state;
    head.coding = tail.coding = 8;
    head.ref = tail.ref = 7;
    head.count = tail.count = 2;
    head.hex = "00680069d83c";
    head.no = 1;
    tail.hex = "df310021";
    tail.no = 2;
    hear(&tail);
    work();
    assert_int_equal(messages_in(2), 0);
    hear(&head);
    work();
    assert_int_equal(messages_in(2), 1);
    ASSERT_STR(world_arena(), body(), "hi\xf0\x9f\x8c\xb1!");
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM raw_inbound AS r"
                                  " WHERE r.state = 'applied'"),
                     2);
    assert_int_equal(world_number("SELECT m.parts AS n FROM message AS m"
                                  " WHERE m.encoding = 'ucs2'"),
                     2);
}

/* Another sender, reference or number of parts is another text. */
static void test_segments_apart(void **state)
{
    struct heard h = yes;

    (void)state;
    h.ref = 7;
    h.count = 2;
    hear(&h);
    h.no = 2;
    h.ref = 8;
    hear(&h);
    h.ref = 7;
    h.msisdn = "61491570002";
    hear(&h);
    h.msisdn = yes.msisdn;
    h.count = 3;
    hear(&h);
    work();
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"), 0);
}

static void test_segments_late(void **state)
{
    struct heard h = yes;

    (void)state;
    h.count = 3;
    h.no = 1;
    hear(&h);
    h.no = 3;
    hear(&h);
    work();
    assert_int_equal(inbounds_late(db, &post.node.ids), OK);
    assert_int_equal(messages_in(2), 0);
    world_do("UPDATE raw_inbound AS r SET r.came_at = UTC_TIMESTAMP(6) - INTERVAL 25 HOUR");
    assert_int_equal(inbounds_late(db, &post.node.ids), OK);
    assert_int_equal(messages_in(2), 1);
    ASSERT_STR(world_arena(), body(), "YES[part 2 of 3 is missing]YES");
    assert_int_equal(inbounds_late(db, &post.node.ids), OK);
    assert_int_equal(messages_in(2), 1);
}

/* Kept and marked, never dropped: a second "YES" may be meant. */
static void test_repeated(void **state)
{
    struct heard other = yes;

    (void)state;
    other.hex = "4e4f";
    for (unsigned i = 0; i < 4; i++)
        hear(&yes);
    hear(&other);
    work();
    assert_int_equal(messages_in(2), 5);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"
                                  " WHERE m.repeated = 1"),
                     3);
    world_do("UPDATE raw_inbound AS r SET r.came_at = UTC_TIMESTAMP(6) - INTERVAL 61 SECOND");
    hear(&yes);
    work();
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"
                                  " WHERE m.repeated = 1"),
                     3);
}

/* A text of two parts, all of it three times, interleaved. */
static void test_repeated_segments(void **state)
{
    struct heard head = yes;
    struct heard tail = yes;

    (void)state;
    head.count = tail.count = 2;
    tail.no = 2;
    tail.hex = "4e4f";
    hear(&head);
    hear(&head);
    hear(&tail);
    hear(&tail);
    hear(&head);
    hear(&tail);
    work();
    assert_int_equal(messages_in(2), 3);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"
                                  " WHERE m.body = 'YESNO'"),
                     3);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM raw_inbound AS r"
                                  " WHERE r.state = 'applied'"),
                     6);
}

/* A segment that came twice, of a text that came once: a day later it is no second text. */
static void test_repeated_segment(void **state)
{
    struct heard head = yes;
    struct heard tail = yes;

    (void)state;
    head.count = tail.count = 2;
    tail.no = 2;
    tail.hex = "4e4f";
    hear(&head);
    hear(&head);
    hear(&tail);
    work();
    assert_int_equal(messages_in(2), 1);
    world_do("UPDATE raw_inbound AS r SET r.came_at = r.came_at - INTERVAL 25 HOUR");
    assert_int_equal(inbounds_late(db, &post.node.ids), OK);
    assert_int_equal(messages_in(2), 1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM raw_inbound AS r JOIN message AS m"
                                  " ON m.account_id = r.account_id"
                                  " AND m.message_id = r.message_id"
                                  " WHERE r.state = 'applied'"),
                     3);
}

static void test_odd_bodies(void **state)
{
    struct heard h = yes;

    (void)state;
    h.hex = "";
    hear(&h);
    work();
    ASSERT_STR(world_arena(), body(), "");
    h.coding = 4;
    h.hex = "00ff00ff";
    hear(&h);
    work();
    ASSERT_STR(world_arena(), body(), "[4 bytes that are not text]");
    h.coding = 8;
    h.hex = "d8000041";
    hear(&h);
    work();
    ASSERT_STR(world_arena(), body(),
               "\xef\xbf\xbd"
               "A");
    world_do("UPDATE raw_inbound AS r SET r.state = 'new', r.coding = 8,"
             " r.body = REPEAT('\xe6\x9c', 32000) ORDER BY r.raw_id DESC LIMIT 1");
    work();
    assert_in_range(body().len, INBOUND_BYTES - 3, INBOUND_BYTES);
}

static bool work_alone(unsigned i)
{
    struct db *own = db_open(world_conf(), "dlrd", asks);
    struct node node = {0};
    uint32_t seen = 0;

    (void)i;
    db_visit(own, world_arena());
    return node_ready(own, &node) == OK && inbounds_work(own, &node.ids, &seen) == OK;
}

/* Each raw row is written once, whoever takes it. */
static void test_at_once(void **state)
{
    struct heard h = yes;
    char msisdn[16];

    (void)state;
    h.msisdn = msisdn;
    for (unsigned i = 0; i < 60; i++) {
        snprintf(msisdn, sizeof(msisdn), "6149157%04u", i % 5);
        hear(&h);
    }
    world_at_once(4, work_alone);
    work();
    assert_int_equal(messages_in(2), 60);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM conversation AS c"), 5);
}

static void test_numbers(void **state)
{
    const struct {
        const char *raw;
        const char *want;
    } rows[] = {
        {"61491570001", "+61491570001"},
        {"+61491570001", "+61491570001"},
        {"0061491570001", "+61491570001"},
        {"0491570001", "+61491570001"},
        {"12345", "12345"},
        {"BANK", "BANK"},
        {" 61491570001 ", "+61491570001"},
        {"12345678901234567890", "1234567890123456"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        ASSERT_STR(world_arena(), inbound_number(world_arena(), STR("AU"), str_of(rows[i].raw)),
                   rows[i].want);
    ASSERT_STR(world_arena(), inbound_number(world_arena(), (struct str){0}, STR("0491570001")),
               "0491570001");
}

#define SQL_TEST(test) cmocka_unit_test_setup_teardown(test, up, post_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SQL_TEST(test_new_conversation), SQL_TEST(test_whose_number),
        SQL_TEST(test_reply_owner),      SQL_TEST(test_reply_before),
        SQL_TEST(test_reply_window),     cmocka_unit_test_setup(test_reply_to_program, up),
        SQL_TEST(test_reopens),          SQL_TEST(test_segments),
        SQL_TEST(test_segments_apart),   SQL_TEST(test_segments_late),
        SQL_TEST(test_repeated),         SQL_TEST(test_repeated_segments),
        SQL_TEST(test_repeated_segment), SQL_TEST(test_odd_bodies),
        SQL_TEST(test_at_once),          cmocka_unit_test(test_numbers),
    };

    return cmocka_run_group_tests_name("dlrd_inbound", tests, NULL, NULL);
}
