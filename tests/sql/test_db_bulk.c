/* test_db_bulk.c: many rows of one INSERT a round trip, on a real MariaDB */
#include "db/bulk.h"
#include "db/global.h"
#include "kit/world.h"

struct failure {
    uint64_t failures;
    struct stamp since_at;
    struct stamp last_at;
};
SHAPE(failure, FIELD(failure, failures), FIELD(failure, since_at), FIELD(failure, last_at));

STMT_GLOBAL(failure_add, NULL, "a test fills a table of the system",
            "INSERT INTO sign_in_failure (kind, key_hash, failures, since_at, last_at)"
            " VALUES (?, ?, ?, ?, ?)");
STMT_GLOBAL(failure_one, &failure_shape, "a test reads a table of the system",
            "SELECT f.failures, f.since_at, f.last_at FROM sign_in_failure AS f"
            " WHERE f.kind = 'email' AND f.key_hash = ?");
STMT_GLOBAL(
    receipt_add, NULL, "a test writes values that may be NULL",
    "INSERT INTO raw_receipt (route_id, carrier_id, outcome, error, pdu, came_at, state,"
    " message_id) VALUES (1, ?, 'failed', ?, '', ?, 'new', ?)");

static const struct stmt *const asks[] = {&failure_add, &failure_one, &receipt_add, NULL};

static struct db *db;

static int up(void **state)
{
    (void)state;
    world_reset();
    db = world_db("root", asks);
    return 0;
}

static int down(void **state)
{
    (void)state;
    db_close(db);
    return 0;
}

static struct str key(uint32_t at)
{
    return str_format(world_arena(), "%032u", at);
}

static struct stamp moment(uint32_t at)
{
    return (struct stamp){.us = INT64_C(1790000000123456) + at};
}

static enum status failures_add(struct bulk *bulk, uint32_t from, uint32_t to)
{
    for (uint32_t at = from; at < to; at++)
        TRY(bulk_put(bulk, WITH(WORD("email"), TEXT(key(at)), ID(at), STAMP(moment(at)),
                                STAMP(moment(at + 1)))));
    return bulk_flush(bulk);
}

/* Each row has its own numbers, texts and times, also those of a second and third send. */
static void every_row_arrives(void **state)
{
    struct bulk *bulk = bulk_new(world_arena(), db, &failure_add);
    enum { ROWS = 2 * BULK_ROWS + 7 };

    (void)state;
    assert_int_equal(OK, failures_add(bulk, 0, ROWS));
    assert_int_equal(ROWS, world_number("SELECT COUNT(*) AS number FROM sign_in_failure AS f"));
    for (uint32_t at = 0; at < ROWS; at += 333) {
        struct failure row;

        assert_int_equal(OK, global_one(db, &failure_one, WITH(TEXT(key(at))), &row));
        assert_int_equal(at, row.failures);
        assert_int_equal(moment(at).us, row.since_at.us);
        assert_int_equal(moment(at + 1).us, row.last_at.us);
    }
}

static void a_statement_runs_row_by_row_again(void **state)
{
    struct bulk *bulk = bulk_new(world_arena(), db, &failure_add);

    (void)state;
    assert_int_equal(OK, failures_add(bulk, 0, 3));
    assert_int_equal(OK, bulk_flush(bulk)); /* nothing is left */
    assert_int_equal(OK, global_run(db, &failure_add,
                                    WITH(WORD("address"), TEXT(key(1)), ID(9),
                                         STAMP(moment(0)), STAMP(moment(0)))));
    assert_int_equal(OK, failures_add(bulk, 3, 5));
    assert_int_equal(6, world_number("SELECT COUNT(*) AS number FROM sign_in_failure AS f"));
}

/* NULLs among texts and numbers, a column of nothing else, and an empty text that is none. */
static void nulls_stay_null(void **state)
{
    struct bulk *bulk = bulk_new(world_arena(), db, &receipt_add);

    (void)state;
    for (uint64_t at = 0; at < 10; at++)
        assert_int_equal(OK,
                         bulk_put(bulk, WITH(TEXT(key((uint32_t)at)), WORD(at % 2 ? NULL : ""),
                                             STAMP(moment(0)), ID_OR_NULL(at % 5))));
    assert_int_equal(OK, bulk_flush(bulk));
    assert_int_equal(
        OK, bulk_put(bulk, WITH(WORD("last"), WORD(NULL), STAMP(moment(0)), ID_OR_NULL(0))));
    assert_int_equal(OK, bulk_flush(bulk));
    assert_int_equal(6, world_number("SELECT COUNT(*) AS number FROM raw_receipt AS r"
                                     " WHERE r.error IS NULL"));
    assert_int_equal(5, world_number("SELECT COUNT(*) AS number FROM raw_receipt AS r"
                                     " WHERE r.error = ''"));
    assert_int_equal(3, world_number("SELECT COUNT(*) AS number FROM raw_receipt AS r"
                                     " WHERE r.message_id IS NULL"));
    assert_int_equal(20,
                     world_number("SELECT SUM(r.message_id) AS number FROM raw_receipt AS r"));
}

static enum status twice(void *arg)
{
    TRY(failures_add(arg, 0, 5));
    return failures_add(arg, 4, 8);
}

static void a_transaction_takes_all_of_it_back(void **state)
{
    struct bulk *bulk = bulk_new(world_arena(), db, &failure_add);

    (void)state;
    assert_int_not_equal(OK, global_tx(db, twice, NULL, bulk));
    assert_int_equal(0, world_number("SELECT COUNT(*) AS number FROM sign_in_failure AS f"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_row_arrives, up, down),
        cmocka_unit_test_setup_teardown(a_statement_runs_row_by_row_again, up, down),
        cmocka_unit_test_setup_teardown(nulls_stay_null, up, down),
        cmocka_unit_test_setup_teardown(a_transaction_takes_all_of_it_back, up, down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
