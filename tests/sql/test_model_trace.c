/* test_model_trace.c: a message's way in plain words, at each of its places */
#include <unistd.h>

#include "kit/post.h"

#include "model/message/trace.h"

static const struct stmt *const asks[] = {TRACE_ASKS, MESSAGE_READ_ASKS, NULL};

static struct db *db;
static struct post post;

static int up(void **state)
{
    (void)state;
    world_reset();
    if (!db)
        db = world_db("inbox", asks);
    post = post_open();
    world_do("INSERT INTO route (route_id, name, host, port, system_id)"
             " VALUES (1, 'east-1', '127.0.0.1', 2775, 'us')");
    return 0;
}

/* The trace as lines: "name | why", with > before the present and + before the next stop. */
static const char *told(uint64_t message_id)
{
    struct tenant *t = world_tenant(db, 2, ANN);
    struct strbuf lines = {.arena = world_arena()};
    struct clock *clock;
    struct message message;
    struct trace trace;

    assert_int_equal(message_find(t, INBOX_ACCOUNT, message_id, &message), OK);
    assert_int_equal(clock_open(world_arena(), STR("UTC"), &clock), OK);
    assert_int_equal(trace_read(t, &message, clock, &trace), OK);
    strbuf_put_format(&lines, "# %.*s %.*s\n", STR_ARG(trace.headline), STR_ARG(trace.detail));
    for (size_t i = 0; i < trace.stops.count; i++) {
        const struct stop *stop = LIST_AT(&trace.stops, struct stop, i);

        strbuf_put_format(&lines, "%s%s%.*s | %.*s\n", stop->here ? "> " : "",
                          stop->next ? "+ " : "", STR_ARG(stop->name), STR_ARG(stop->why));
    }
    return str_z(world_arena(), strbuf_str(&lines));
}

static void assert_told(uint64_t message_id, const char *wanted)
{
    const char *lines = told(message_id);

    if (!strstr(lines, wanted))
        fail_msg("\"%s\" is not in:\n%s", wanted, lines);
}

static uint64_t written(const char *state)
{
    uint64_t id = post_out(&post, 2, ANN, 1, "Shift on Saturday?");

    world_do("UPDATE message AS m SET m.state = '%s'", state);
    return id;
}

static void line_is(const char *line, const char *changed, const char *until)
{
    world_do("INSERT INTO route_bind (route_id, owner, line, changed_at, until_at) VALUES"
             " (1, 'x', '%s', '%s', '%s') ON DUPLICATE KEY UPDATE line = VALUES(line),"
             " changed_at = VALUES(changed_at), until_at = VALUES(until_at)",
             line, changed, until);
}

static void test_waiting(void **state)
{
    uint64_t id = written("queued");

    (void)state;
    assert_told(id, "Accepted | Ann wrote it in Marketing.");
    assert_told(id, "Counted: 1 part | 18 characters in the basic SMS alphabet (GSM-7).");
    assert_told(id, "> Waiting to be queued |");

    world_do("UPDATE message AS m SET m.queued_at = m.accepted_at + INTERVAL 200000"
             " MICROSECOND, m.due_at = NULL");
    world_do("INSERT INTO outbox (message_id, root_id, account_id, route_id, priority,"
             " not_before) VALUES (%llu, 1, 2, 1, 1, UTC_TIMESTAMP(6))",
             (unsigned long long)id);
    assert_told(id, "Queued | Waited 200 ms until it was its turn.");
    assert_told(id, "> Waiting for the carrier | There has been no line to route east-1 yet.");
    line_is("down", "2026-11-23 09:31:00", "2036-01-01");
    assert_told(id, "> Waiting for the carrier | Route east-1 has not answered since 9:31 am."
                    " Messages wait here; none is lost.");
    line_is("up", "2026-11-23 09:00:00", "2026-11-23 09:45:00");
    assert_told(id, "Route east-1 has not answered since 9:45 am.");
    line_is("up", "2026-11-23 09:00:00", "2036-01-01");
    assert_told(id, "> Next to leave | It goes out on route east-1.");
    assert_told(id, "+ Handed to the carrier |");
    world_do("UPDATE outbox AS o SET o.not_before = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR,"
             " o.tries = 2");
    assert_told(id, "asked us to slow down, 2 times so far. The next try is at");
}

static void test_held_and_refused(void **state)
{
    uint64_t id = written("held");

    (void)state;
    world_do("UPDATE message AS m SET m.why = 'account_suspended'");
    assert_told(id, "# On hold. The account is suspended. It waits here and is not lost.");
    world_do("UPDATE message AS m SET m.state = 'rejected', m.why = 'no_route',"
             " m.final_at = UTC_TIMESTAMP(6)");
    assert_told(id, "# Refused. No carrier is set up to take it.");
    assert_told(id, "> Refused | No carrier is set up to take it.");
    world_do("UPDATE message AS m SET m.state = 'unknown', m.why = NULL, m.final_at = NULL");
    assert_told(id, "> Outcome not known yet |");
    assert_told(id, "+ If nothing arrives by then: expired |");
}

static void part_is(uint64_t id, unsigned no, const char *state)
{
    world_do("INSERT INTO part (root_id, account_id, message_id, part_no, state, route_id,"
             " carrier_id, sent_at, answered_at) VALUES (1, 2, %llu, %u, '%s', 1, '7F%u',"
             " '2026-11-23 09:00:00', '2026-11-23 09:00:00.084')",
             (unsigned long long)id, no, state, no);
}

static void receipt_is(uint64_t id, unsigned no, const char *outcome)
{
    world_do("INSERT INTO raw_receipt (route_id, carrier_id, outcome, error, pdu, came_at,"
             " state, account_id, message_id, part_no) VALUES (1, '7f', '%s', '0AB', '',"
             " '2026-11-23 09:00:05', 'applied', 2, %llu, %u)",
             outcome, (unsigned long long)id, no);
}

static void test_two_parts(void **state)
{
    uint64_t id = written("enroute");

    (void)state;
    world_do("UPDATE message AS m SET m.parts = 2");
    part_is(id, 1, "delivered");
    part_is(id, 2, "submitted");
    receipt_is(id, 1, "delivered");
    receipt_is(id, 1, "delivered");
    assert_told(id, "# On its way: 1 of 2 parts has arrived.");
    assert_told(id, "Handed to the carrier | Route east-1. The carrier answered after 84 ms"
                    " with the ids 7F1, 7F2.");
    assert_told(id, "Part 1: Arrived | Receipt: delivered to the handset. It came twice; the"
                    " second copy changed nothing.");
    assert_told(id, "> Waiting for the other receipts | 1 of 2 parts has arrived.");

    receipt_is(id, 2, "delivered");
    world_do("UPDATE message AS m SET m.state = 'delivered', m.final_at = m.accepted_at +"
             " INTERVAL 5 SECOND");
    world_do("UPDATE part AS p SET p.state = 'delivered'");
    assert_told(id, "# Delivered. It reached the phone 5.0 seconds after it was written.");
    assert_told(id, "> Delivered | All 2 parts have arrived.");
}

static void test_failed(void **state)
{
    uint64_t id = written("failed");

    (void)state;
    world_do("UPDATE message AS m SET m.why = 'carrier_failed', m.final_at = UTC_TIMESTAMP(6)");
    part_is(id, 1, "failed");
    receipt_is(id, 1, "failed");
    receipt_is(id, 1, "delivered");
    assert_told(id, "# Not delivered. The carrier could not deliver it. It is not sent again by"
                    " itself.");
    assert_told(id,
                "Not delivered | Receipt: the carrier could not deliver it. Its code: 0AB.");
    assert_told(id, "Arrived | Receipt: delivered to the handset. It came after the outcome was"
                    " known and changed nothing.");
    assert_told(id, "> Not delivered | The carrier could not deliver it.");
}

static void test_inbound(void **state)
{
    (void)state;
    post_out(&post, 2, ANN, 1, "Shift?");
    post_in(&post, 2, 1, "YES");
    world_do("UPDATE message AS m SET m.repeated = 1 WHERE m.direction = 'in'");
    assert_told(world_number("SELECT m.message_id AS n FROM message AS m"
                             " WHERE m.direction = 'in'"),
                "> An answer | It counts as a reply to what Ann wrote on ");
}

/* Nothing of another account is told, whatever ids meet. */
static void test_scope(void **state)
{
    uint64_t id = written("submitted");

    (void)state;
    part_is(id, 1, "submitted");
    world_do("UPDATE part AS p SET p.carrier_id = 'CANARY'");
    world_do("INSERT INTO part (root_id, account_id, message_id, part_no, state, route_id,"
             " carrier_id, sent_at, answered_at) VALUES (7, 8, %llu, 1, 'submitted', 1,"
             " 'FOREIGN', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))",
             (unsigned long long)id);
    world_do("INSERT INTO raw_receipt (route_id, carrier_id, outcome, error, pdu, came_at,"
             " state, account_id, message_id, part_no) VALUES (1, '7f', 'failed', 'FOREIGN',"
             " '', UTC_TIMESTAMP(6), 'applied', 8, %llu, 1)",
             (unsigned long long)id);
    assert_told(id, "CANARY");
    assert_null(strstr(told(id), "FOREIGN"));
}

#define SQL_TEST(test) cmocka_unit_test_setup(test, up)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SQL_TEST(test_waiting), SQL_TEST(test_held_and_refused), SQL_TEST(test_two_parts),
        SQL_TEST(test_failed),  SQL_TEST(test_inbound),          SQL_TEST(test_scope),
    };

    return cmocka_run_group_tests_name("model_trace", tests, NULL, NULL);
}
