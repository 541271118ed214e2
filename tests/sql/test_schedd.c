/* test_schedd.c: what is due leaves, waits, is refused or expires; what is old goes (SE-11)
 *
 * The rounds are schedd's own, compiled in here: a daemon's files are not in the library. */
#include <unistd.h>

#include "kit/post.h"

#include "jobs/schedd/round.c"
#include "jobs/schedd/wake.c"
#include "model/carrier/receipt.h"
#include "model/purge.h"

static const struct stmt *const asks[] = {DUE_ASKS, RECALL_ASKS, PURGE_ASKS, NULL};

static const struct stmt *const letter_asks[] = {RECEIPT_ASKS, NULL};

static struct db *db;
static struct db *dlrd;
static struct post post;
static struct due_place turns[DUE_KINDS];

static int up(void **state)
{
    (void)state;
    world_reset();
    memset(turns, 0, sizeof(turns));
    if (!db)
        db = world_db("schedd", asks);
    if (!dlrd)
        dlrd = world_db("dlrd", letter_asks);
    post = post_open();
    world_do("INSERT INTO route (route_id, name, host, port, system_id)"
             " VALUES (1, 'east-1', '127.0.0.1', 2775, 'us')");
    return 0;
}

static int down(void **state)
{
    (void)state;
    world_check();
    return 0;
}

static struct round look(void)
{
    struct round round;

    assert_int_equal(due_round(db, turns, &round), OK);
    return round;
}

/* What dlrd does with the letters. */
static void follow(void)
{
    struct list rows = {0};

    assert_int_equal(receipt_news(dlrd, &rows), OK);
    for (size_t i = 0; i < rows.count; i++) {
        const struct news *news = LIST_AT(&rows, struct news, i);

        assert_int_equal(
            receipt_follow(job_tenant(dlrd, news->root_id, news->account_id), news->message_id),
            OK);
    }
}

static uint64_t in_state(const char *state)
{
    return world_number("SELECT COUNT(*) AS n FROM message AS m WHERE m.state = '%s'", state);
}

static void test_queues(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 20; i++)
        post_out(&post, i % 2 ? 2 : 8, ANN, i, "due");
    assert_int_equal(look().moved, 20);
    assert_int_equal(look().moved, 0);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM outbox AS o JOIN message AS m"
                                  " ON m.account_id = o.account_id"
                                  " AND m.message_id = o.message_id AND m.root_id = o.root_id"
                                  " WHERE o.route_id = 1 AND o.priority = 1"
                                  " AND m.state = 'queued' AND m.due_at IS NULL"
                                  " AND m.queued_at >= m.accepted_at"),
                     20);
}

static void test_not_before_its_time(void **state)
{
    (void)state;
    post_out(&post, 2, ANN, 1, "later");
    world_do("UPDATE message AS m SET m.state = 'scheduled',"
             " m.due_at = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR");
    world_do("UPDATE conversation AS c SET c.last_state = 'scheduled'");
    world_do("UPDATE conversation_own AS o SET o.last_state = 'scheduled'");
    assert_int_equal(look().seen, 0);
    world_do("UPDATE message AS m SET m.due_at = UTC_TIMESTAMP(6)");
    assert_int_equal(look().moved, 1);
    assert_int_equal(in_state("queued"), 1);
}

static void test_suspended_is_held(void **state)
{
    (void)state;
    post_out(&post, 2, ANN, 1, "of a sub-account");
    world_do("UPDATE account AS a SET a.state = 'suspended' WHERE a.account_id = 1");
    assert_int_equal(look().moved, 0);
    assert_int_equal(in_state("held"), 1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"
                                  " WHERE m.why = 'account_suspended'"
                                  " AND m.due_at > UTC_TIMESTAMP(6)"),
                     1);
    follow();
    world_check();
    assert_int_equal(look().seen, 0);

    world_do("UPDATE message AS m SET m.due_at = UTC_TIMESTAMP(6)");
    assert_int_equal(look().moved, 0);
    world_do("UPDATE account AS a SET a.state = 'active' WHERE a.account_id = 1");
    world_do("UPDATE message AS m SET m.due_at = UTC_TIMESTAMP(6)");
    assert_int_equal(look().moved, 1);
    assert_int_equal(in_state("queued"), 1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"
                                  " WHERE m.why IS NOT NULL"),
                     0);
}

static void queued(unsigned account_id, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        post_out(&post, account_id, ANN, i, "due");
    look();
}

static uint64_t rows_of(unsigned account_id)
{
    return world_number("SELECT COUNT(*) AS n FROM outbox AS o WHERE o.account_id = %u",
                        account_id);
}

/* What nobody has claimed stays here: of the account, and of those below it. */
static void stops(unsigned account_id, const char *account_state)
{
    queued(2, 6);
    queued(8, 2);
    world_do("UPDATE outbox AS o SET o.owner = 'x' WHERE o.account_id = 2"
             " ORDER BY o.message_id LIMIT 1");
    world_do("UPDATE account AS a SET a.state = '%s' WHERE a.account_id = %u", account_state,
             account_id);
    assert_int_equal(look().recalled, 5);
    assert_int_equal(rows_of(2), 1);
    assert_int_equal(rows_of(8), 2);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"
                                  " JOIN message_news AS n ON n.message_id = m.message_id"
                                  " AND n.account_id = m.account_id"
                                  " WHERE m.state = 'held' AND m.why = 'account_suspended'"
                                  " AND m.due_at > UTC_TIMESTAMP(6) + INTERVAL 9 MINUTE"
                                  " AND m.queued_at IS NULL"),
                     5);
    follow();
    world_check();
    assert_int_equal(look().recalled, 0);
}

static void test_suspended_stops_the_outbox(void **state)
{
    (void)state;
    stops(2, "suspended");
    world_do("UPDATE account AS a SET a.state = 'active' WHERE a.account_id = 2");
    world_do("UPDATE message AS m SET m.due_at = UTC_TIMESTAMP(6) WHERE m.state = 'held'");
    assert_int_equal(look().moved, 5);
    assert_int_equal(rows_of(2), 6);
}

/* Not in a quarter of an hour, but at the next look: of the account, and of those below it. */
static void test_reactivated_goes_on(void **state)
{
    static struct wake wake;
    uint32_t woken = 0;

    (void)state;
    wake = (struct wake){0};
    queued(2, 3);
    world_do("UPDATE account AS a SET a.state = 'suspended' WHERE a.account_id = 1");
    assert_int_equal(wake_round(db, &wake, &woken), OK);
    assert_int_equal(look().recalled, 3);
    world_do("UPDATE message AS m SET m.why = 'quiet_hours'"
             " WHERE m.state = 'held' ORDER BY m.message_id LIMIT 1");
    assert_int_equal(wake_round(db, &wake, &woken), OK);
    assert_int_equal(woken, 0);
    assert_int_equal(look().moved, 0);
    world_do("UPDATE account AS a SET a.state = 'active' WHERE a.account_id = 1");
    assert_int_equal(wake_round(db, &wake, &woken), OK);
    assert_int_equal(woken, 2);
    assert_int_equal(look().moved, 2);
    assert_int_equal(wake_round(db, &wake, &woken), OK);
    assert_int_equal(woken, 2);
    follow();
}

static void test_suspended_parent_stops_the_outbox(void **state)
{
    (void)state;
    stops(1, "suspended");
}

static void test_closed_stops_the_outbox(void **state)
{
    (void)state;
    stops(2, "closed");
}

/* Cancelled meanwhile: nothing of it is left behind, and it stays cancelled. */
static void test_recall_of_cancelled(void **state)
{
    (void)state;
    queued(2, 1);
    world_do("UPDATE message AS m SET m.state = 'cancelled'");
    world_do("UPDATE conversation AS c SET c.last_state = 'cancelled'");
    world_do("UPDATE conversation_own AS o SET o.last_state = 'cancelled'");
    world_do("UPDATE account AS a SET a.state = 'suspended' WHERE a.account_id = 2");
    assert_int_equal(look().recalled, 0);
    assert_int_equal(rows_of(2), 0);
    assert_int_equal(in_state("cancelled"), 1);
}

static void test_disabled_route(void **state)
{
    (void)state;
    queued(2, 3);
    queued(8, 2);
    world_do("UPDATE outbox AS o SET o.owner = 'x' WHERE o.account_id = 2"
             " ORDER BY o.message_id LIMIT 1");
    world_do("INSERT INTO route (route_id, name, host, port, system_id)"
             " VALUES (2, 'west-1', '127.0.0.1', 2776, 'us')");
    world_do("UPDATE route AS r SET r.enabled = 0 WHERE r.route_id = 1");
    assert_int_equal(look().recalled, 4);
    look();
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM outbox AS o WHERE o.route_id = 2"),
                     4);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM outbox AS o WHERE o.route_id = 1"),
                     1);
    assert_int_equal(in_state("queued"), 5);

    world_do("UPDATE route AS r SET r.enabled = 0 WHERE r.route_id = 2");
    look();
    look();
    assert_int_equal(in_state("rejected"), 4);
    assert_int_equal(rows_of(2) + rows_of(8), 1);
}

/* So many more messages just like an account's one, and away with them again. */
static void repeat(unsigned account_id, unsigned count)
{
    world_do("INSERT INTO message (root_id, account_id, message_id, conversation_id, direction,"
             " sender, msisdn, body, encoding, parts, class, state, why, origin, user_id,"
             " accepted_at, due_at) SELECT m.root_id, m.account_id, m.message_id + s.seq,"
             " m.conversation_id, m.direction, m.sender, m.msisdn, m.body, m.encoding, m.parts,"
             " m.class, m.state, m.why, m.origin, m.user_id, m.accepted_at, m.due_at"
             " FROM message AS m JOIN seq_1_to_%u AS s WHERE m.account_id = %u",
             count, account_id);
}

static void unrepeat(unsigned account_id)
{
    world_do("DELETE o FROM outbox AS o WHERE o.account_id = %u", account_id);
    world_do("DELETE m FROM message AS m WHERE m.account_id = %u"
             " AND m.message_id <> (SELECT c.last_message_id FROM conversation AS c"
             " WHERE c.account_id = %u)",
             account_id, account_id);
}

/* However many wait for a suspended account, a new text of another leaves at the next look. */
static void test_held_hold_up_nobody(void **state)
{
    (void)state;
    post_out(&post, 2, ANN, 1, "held");
    world_do("UPDATE account AS a SET a.state = 'suspended' WHERE a.account_id = 2");
    assert_int_equal(look().held, 1);
    follow();
    post_out(&post, 8, ANN, 1, "new");
    world_do("UPDATE message AS m SET m.due_at = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR"
             " WHERE m.account_id = 2");
    repeat(2, 1500);
    assert_int_equal(look().moved, 1);
    assert_int_equal(rows_of(8), 1);
    for (unsigned i = 0; i < 20 && look().seen > 0; i++)
        ;
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m WHERE m.due_at <"
                                  " UTC_TIMESTAMP(6) + INTERVAL 9 MINUTE"),
                     0);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message_news AS n"), 0);
    assert_true(world_number("SELECT TIMESTAMPDIFF(SECOND, MIN(m.due_at), MAX(m.due_at)) AS n"
                             " FROM message AS m WHERE m.state = 'held'") > 200);
    unrepeat(2);
}

/* However large a campaign is, another account's text leaves at the next look (DI-07). */
static void test_campaign_holds_up_nobody(void **state)
{
    (void)state;
    post_out(&post, 2, ANN, 1, "campaign");
    world_do("UPDATE message AS m SET m.due_at = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR,"
             " m.class = 'campaign' WHERE m.account_id = 2");
    repeat(2, 1500);
    post_out(&post, 8, ANN, 1, "one text");
    assert_int_equal(look().moved, DUE_MOST + DUE_NEW_MOST);
    assert_int_equal(rows_of(8), 1);
    assert_int_equal(world_number("SELECT MIN(o.priority) AS n FROM outbox AS o"
                                  " WHERE o.account_id = 8"),
                     1);
    assert_int_equal(world_number("SELECT MIN(o.priority) AS n FROM outbox AS o"
                                  " WHERE o.account_id = 2"),
                     2);
    while (look().seen > 0)
        ;
    assert_int_equal(rows_of(2), 1501);
    unrepeat(2);
}

#define NINE "'2026-01-01 09:00'"

/* All of one moment: texts of 2 and 7 between campaigns of 1, 3 and 8 wait for none of them. */
static void test_same_moment_holds_up_nobody(void **state)
{
    static const unsigned accounts[] = {1, 2, 3, 7, 8};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(accounts); i++)
        post_out(&post, accounts[i], ANN, 1, "at nine");
    world_do("UPDATE message AS m SET m.due_at = " NINE);
    repeat(1, 1500);
    repeat(3, 1500);
    repeat(8, 1500);
    look();
    assert_int_equal(rows_of(1), DUE_MOST);
    assert_int_equal(rows_of(2) + rows_of(3), DUE_TURN_MOST);
    assert_int_equal(rows_of(2), 1);
    assert_int_equal(rows_of(7), 1);
    assert_int_equal(rows_of(8), DUE_NEW_MOST + DUE_TURN_MOST - 1);
    while (look().seen > 0)
        ;
    assert_int_equal(rows_of(1) + rows_of(3) + rows_of(8), 3 * 1501);
    unrepeat(1);
    unrepeat(3);
    unrepeat(8);
}

/* More campaigns than have turns in one look: the next look goes on where this one ended. */
static void test_turns_go_round(void **state)
{
    (void)state;
    post_out(&post, 1, ANN, 1, "every second");
    world_do("UPDATE message AS m SET m.due_at = " NINE);
    repeat(1, 3000);
    for (unsigned second = 1; second < 8; second++)
        world_do("UPDATE message AS m SET m.due_at = " NINE " + INTERVAL %u SECOND"
                 " WHERE m.account_id = 1 AND m.due_at = " NINE
                 " ORDER BY m.message_id DESC LIMIT 200",
                 second);
    post_out(&post, 8, ANN, 1, "one text");
    world_do("UPDATE message AS m SET m.due_at = " NINE " + INTERVAL 6 SECOND"
             " WHERE m.account_id = 8");
    look();
    assert_int_equal(rows_of(8), 0);
    look();
    assert_int_equal(rows_of(8), 1);
    assert_int_equal(turns[DUE_READY].account_id, 0);
    unrepeat(1);
}

static void test_no_route(void **state)
{
    (void)state;
    post_out(&post, 2, ANN, 1, "nowhere to go");
    world_do("UPDATE route AS r SET r.enabled = 0");
    assert_int_equal(look().moved, 0);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m"
                                  " WHERE m.state = 'rejected' AND m.why = 'no_route'"
                                  " AND m.final_at IS NOT NULL AND m.due_at IS NULL"),
                     1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM outbox AS o"), 0);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM conversation AS c"
                                  " WHERE c.last_state = 'rejected' AND c.version = 2"),
                     1);
}

static void test_never_learnt(void **state)
{
    (void)state;
    post_out(&post, 2, ANN, 1, "no answer");
    world_do("UPDATE message AS m SET m.state = 'unknown',"
             " m.due_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");
    look();
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM message AS m WHERE m.state ="
                                  " 'expired' AND m.why = 'outcome_never_learnt'"),
                     1);
}

static bool look_alone(unsigned i)
{
    struct db *own = db_open(world_conf(), "schedd", asks);
    struct due_place own_turns[DUE_KINDS] = {0};
    struct round round;

    (void)i;
    db_visit(own, world_arena());
    return due_round(own, own_turns, &round) == OK;
}

/* Two machines may look at the same time. */
static void test_at_once(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 60; i++)
        post_out(&post, 2, ANN, i, "due");
    world_at_once(4, look_alone);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM outbox AS o"), 60);
    assert_int_equal(in_state("queued"), 60);
}

static void test_purge(void **state)
{
    bool more = true;

    (void)state;
    world_do("INSERT INTO session (id_hash, user_id, made_at, seen_at, ends_at, auth_at,"
             " address, agent, form_salt)"
             " SELECT UNHEX(SHA2(CONCAT(s.seq), 256)), 11, '2026-01-01', '2026-01-01',"
             " IF(s.seq <= 1500, UTC_TIMESTAMP(6) - INTERVAL 1 SECOND,"
             " UTC_TIMESTAMP(6) + INTERVAL 1 HOUR), '2026-01-01', '::1', 'a',"
             " UNHEX('00112233445566778899aabbccddeeff') FROM seq_1_to_1510 AS s");
    world_do("INSERT INTO sign_in_failure (kind, key_hash, failures, since_at, last_at)"
             " VALUES ('email', UNHEX(SHA2('a', 256)), 3, '2026-01-01', '2026-01-01'),"
             " ('email', UNHEX(SHA2('b', 256)), 3, '2026-01-01', UTC_TIMESTAMP(6))");
    world_do("INSERT INTO device (token_hash, user_id, made_at, seen_at)"
             " VALUES (UNHEX(SHA2('a', 256)), 11, '2025-01-01', '2025-01-01'),"
             " (UNHEX(SHA2('b', 256)), 11, '2026-01-01', UTC_TIMESTAMP(6))");
    world_do("INSERT INTO half (token_hash, user_id, ends_at)"
             " VALUES (UNHEX(SHA2('a', 256)), 11, '2026-01-01'),"
             " (UNHEX(SHA2('b', 256)), 11, UTC_TIMESTAMP(6) + INTERVAL 1 MINUTE)");
    world_do("INSERT INTO reset (token_hash, user_id, made_at, ends_at)"
             " VALUES (UNHEX(SHA2('a', 256)), 11, '2026-01-01', '2026-01-01'),"
             " (UNHEX(SHA2('b', 256)), 11, UTC_TIMESTAMP(6) - INTERVAL 2 HOUR, '2026-01-01')");
    world_do("INSERT INTO email_change (user_id, email, new_hash, old_hash, made_at, ends_at)"
             " VALUES (11, 'a@b.example', UNHEX(SHA2('a', 256)), UNHEX(SHA2('b', 256)),"
             " '2026-01-01', '2026-01-02')");
    post_out(&post, 2, ANN, 1, "kept");
    world_do("INSERT INTO submission (root_id, account_id, user_id, once, content,"
             " first_message_id, last_message_id, messages, parts, made_at) VALUES (1, 2, 11,"
             " UNHEX(SHA2('a', 256)), UNHEX(SHA2('a', 256)), 1, 1, 1, 1, '2026-01-01')");
    world_do("INSERT INTO denial (root_id, account_id, user_id, need, told_at)"
             " VALUES (1, 2, 11, 1, UTC_TIMESTAMP(6) - INTERVAL 25 HOUR),"
             " (1, 2, 11, 2, UTC_TIMESTAMP(6) - INTERVAL 23 HOUR)");
    assert_int_equal(purge_run(db, &more), OK);
    assert_true(more);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM session AS s"), 510);
    assert_int_equal(purge_run(db, &more), OK);
    assert_false(more);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM session AS s"), 10);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM sign_in_failure AS f"), 1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM device AS d"), 1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM half AS h"), 1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM reset AS r"), 1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM email_change AS e"), 0);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM submission AS s"), 1);
    assert_int_equal(world_number("SELECT SUM(d.need) AS n FROM denial AS d"), 2);
}

#define SQL_TEST(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SQL_TEST(test_queues),
        SQL_TEST(test_not_before_its_time),
        SQL_TEST(test_suspended_is_held),
        SQL_TEST(test_suspended_stops_the_outbox),
        SQL_TEST(test_reactivated_goes_on),
        SQL_TEST(test_suspended_parent_stops_the_outbox),
        SQL_TEST(test_closed_stops_the_outbox),
        SQL_TEST(test_recall_of_cancelled),
        SQL_TEST(test_disabled_route),
        SQL_TEST(test_held_hold_up_nobody),
        SQL_TEST(test_campaign_holds_up_nobody),
        SQL_TEST(test_same_moment_holds_up_nobody),
        SQL_TEST(test_turns_go_round),
        SQL_TEST(test_no_route),
        SQL_TEST(test_never_learnt),
        SQL_TEST(test_at_once),
        SQL_TEST(test_purge),
    };

    return cmocka_run_group_tests_name("schedd", tests, NULL, NULL);
}
