/* test_model_totp.c: two-step sign-in is set up, on a real MariaDB
 *
 * Requirement AU-07: what is on is what the person's app has. */
#include "kit/world.h"

#include "model/login/totp.h"

static const struct stmt *const asks[] = {TOTP_ASKS, SESSION_ASKS, NOTICE_ASKS, NULL};

static struct db *db;

static int up(void **state)
{
    (void)state;
    world_reset();
    if (!db)
        db = world_db("login", asks);
    return 0;
}

static enum status turn_on(const char *secret)
{
    struct recovery_set *codes = ARENA_NEW(world_arena(), struct recovery_set);
    const struct totp_change change = {
        .user_id = ANN, .secret = str_of(secret), .step = 7, .codes = codes};

    for (size_t i = 0; i < RECOVERY_CODES; i++)
        codes->hashes[i].bytes[0] = (unsigned char)i;
    return totp_turn_on(db, &change);
}

static bool is_on(void)
{
    struct totp totp;

    assert_int_equal(totp_find(db, ANN, &totp), OK);
    return totp.is_on;
}

/* A code of the first is right, and meanwhile another page shows a second. */
static void test_replaced(void **state)
{
    (void)state;
    assert_int_equal(totp_show(db, ANN, STR("the first")), OK);
    assert_int_equal(totp_show(db, ANN, STR("the second")), OK);
    assert_int_equal(turn_on("the first"), CONFLICT);
    assert_false(is_on());
    assert_int_equal(turn_on("the second"), OK);
    assert_true(is_on());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_replaced, up),
    };

    return cmocka_run_group_tests_name("model_totp", tests, NULL, NULL);
}
