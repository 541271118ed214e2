/* test_model_membership_change.c: Administrators who take the role from each other at once
 *
 * On a real MariaDB (requirement TN-16). Of however many, one stays in a parent; a sub-account
 * is left without by nobody of its own. */
#include "kit/world.h"

#include "model/login/session.h"
#include "model/people/membership_change.h"

static const struct stmt *const asks[] = {MEMBERSHIP_CHANGE_ASKS, AUDIT_ASKS, NULL};

static struct db *db;

/* Bob to Eve administer account `account_id`. */
static void administrators(unsigned account_id)
{
    world_reset();
    world_do("INSERT INTO membership (root_id, account_id, user_id, role, added_at)"
             " SELECT 1, %u, u.user_id, 'administrator', UTC_TIMESTAMP(6) FROM user AS u"
             " WHERE u.user_id >= %u AND u.user_id <= %u",
             account_id, BOB, EVE);
    world_do("UPDATE user AS u SET u.verified = 1");
}

static int up(void **state)
{
    (void)state;
    world_reset();
    if (!db)
        db = world_db("admin", asks);
    return 0;
}

static unsigned account;

/* The one after them, in a ring: each goes if all do as they like. */
static bool take_next(unsigned i)
{
    struct db *own = db_open(world_conf(), "admin", asks);
    const struct audit_who who = {
        .user_id = BOB + i, .user_name = STR("W"), .address = STR("")};
    const struct membership_change change = {.user_id = BOB + (i + 1) % 4,
                                             .before = ADMINISTRATOR,
                                             .after = i % 2 ? ROLE_NONE : BASIC,
                                             .whom = STR("whom")};
    enum change_end end;
    enum status status;

    db_visit(own, world_arena());
    do
        status = membership_change(world_tenant(own, account, who.user_id), own, &who, &change,
                                   &end);
    while (status == BUSY);
    db_close(own);
    return status == OK || status == DENIED;
}

static void ring(unsigned account_id)
{
    uint64_t left;

    for (unsigned again = 0; again < 3; again++) {
        account = account_id;
        administrators(account_id);
        world_at_once(4, take_next);
        left = world_number("SELECT COUNT(*) AS n FROM membership AS m"
                            " WHERE m.account_id = %u AND m.role = 'administrator'",
                            account_id);
        assert_in_range(left, 1, 3);
        assert_int_equal(world_number("SELECT COUNT(*) AS n FROM audit AS r"
                                      " WHERE r.account_id = %u",
                                      account_id),
                         4 - left);
    }
}

static void test_parent(void **state)
{
    (void)state;
    ring(1);
}

static void test_sub_account(void **state)
{
    (void)state;
    ring(2);
}

/* Each takes their own role away: the last one may not, whoever that is. */
static bool leave(unsigned i)
{
    struct db *own = db_open(world_conf(), "admin", asks);
    const struct audit_who who = {
        .user_id = BOB + i, .user_name = STR("W"), .address = STR("")};
    const struct membership_change change = {.user_id = BOB + i,
                                             .before = ADMINISTRATOR,
                                             .after = ADVANCED,
                                             .whom = STR("whom")};
    enum change_end end = CHANGE_DONE;
    enum status status;

    db_visit(own, world_arena());
    do
        status =
            membership_change(world_tenant(own, 1, who.user_id), own, &who, &change, &end);
    while (status == BUSY);
    db_close(own);
    return status == OK && (end == CHANGE_DONE || end == CHANGE_LAST_OF_PARENT);
}

static void test_all_leave(void **state)
{
    (void)state;
    administrators(1);
    world_at_once(4, leave);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM membership AS m"
                                  " WHERE m.account_id = 1 AND m.role = 'administrator'"),
                     1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM audit AS r"
                                  " WHERE r.action = 'role.change'"),
                     3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_parent, up),
        cmocka_unit_test_setup(test_sub_account, up),
        cmocka_unit_test_setup(test_all_leave, up),
    };

    return cmocka_run_group_tests_name("model_membership_change", tests, NULL, NULL);
}
