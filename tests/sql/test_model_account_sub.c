/* test_model_account_sub.c: what a parent may do with its sub-accounts, and never with others
 */
#include "kit/world.h"

#include "model/account/account_sub.h"

static const struct stmt *const asks[] = {SUB_ACCOUNT_ASKS, NULL};

static struct db *db;

static int up(void **state)
{
    (void)state;
    world_reset();
    world_do("DELETE n FROM inbox_count AS n WHERE n.account_id > 8");
    world_do("DELETE a FROM account AS a WHERE a.account_id > 8");
    world_do("UPDATE account AS a SET a.name = 'Sales', a.payment = 'postpaid', a.line = 1"
             " WHERE a.account_id = 3");
    world_do("UPDATE account AS a SET a.payment = 'postpaid' WHERE a.account_id = 1");
    if (!db)
        db = world_db("admin", asks);
    return 0;
}

static const struct audit_who ann = {
    .user_id = ANN, .user_name = {.at = "Ann", .len = 3}, .address = {.at = "::1", .len = 3}};

static struct str taken; /* by a sibling: see sub_account_open */

static struct tenant *above(void)
{
    return world_tree(db, 1, ANN);
}

static struct sub_account found(uint64_t account_id)
{
    struct sub_account sub;

    assert_int_equal(sub_account_find(above(), account_id, &sub), OK);
    return sub;
}

static enum status open_named(const char *name, uint64_t *id)
{
    const struct sub_account_new new = {
        .name = str_of(name), .country = STR("NZ"), .zone = STR("Pacific/Auckland"), .line = 5};

    return sub_account_open(above(), db, &ann, &new, id, &taken);
}

static void test_opens(void **state)
{
    struct sub_account sub;
    uint64_t id = 0;

    (void)state;
    assert_int_equal(open_named("Fern house", &id), OK);
    assert_int_equal(id, 9);
    sub = found(9);
    assert_true(str_is(sub.name, "Fern house"));
    assert_int_equal(sub.line, 5);
    assert_int_equal(sub.people, 0);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM account AS a JOIN inbox_count AS i"
                                  " ON i.account_id = a.account_id AND i.scope = 'account'"
                                  " WHERE a.account_id = 9 AND a.root_id = 1"
                                  " AND a.payment = 'postpaid' AND a.country = 'NZ'"),
                     1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM audit AS r WHERE r.account_id = 9"
                                  " AND r.action = 'account.create' AND r.user_id = 11"),
                     1);
}

/* Only who is invoiced has sub-accounts, and only while it is open (product.md 2.1). */
static void test_prepaid(void **state)
{
    struct parent parent;
    uint64_t id = 0;

    (void)state;
    world_do("UPDATE account AS a SET a.payment = 'prepaid' WHERE a.account_id = 1");
    assert_int_equal(open_named("Fern house", &id), DENIED);
    assert_int_equal(sub_account_allowed(above(), &parent), OK);
    assert_false(parent.postpaid);
    world_do("UPDATE account AS a SET a.payment = 'postpaid', a.state = 'closed'"
             " WHERE a.account_id = 1");
    assert_int_equal(open_named("Fern house", &id), DENIED);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM account AS a"
                                  " WHERE a.account_id > 8"),
                     0);
}

/* Nor does one that was closed open again under who pays first by now. */
static void test_reopens(void **state)
{
    struct sub_account sub = found(3);

    (void)state;
    assert_int_equal(sub_account_move(above(), db, &ann, &sub, ACCOUNT_CLOSED), OK);
    sub = found(3);
    world_do("UPDATE account AS a SET a.payment = 'prepaid' WHERE a.account_id = 1");
    assert_int_equal(sub_account_move(above(), db, &ann, &sub, ACCOUNT_ACTIVE), DENIED);
    assert_int_equal(found(3).state, ACCOUNT_CLOSED);
    world_do("UPDATE account AS a SET a.payment = 'postpaid' WHERE a.account_id = 1");
    assert_int_equal(sub_account_move(above(), db, &ann, &sub, ACCOUNT_ACTIVE), OK);
}

static void test_moves(void **state)
{
    struct sub_account sub = found(3);

    (void)state;
    assert_int_equal(sub_account_move(above(), db, &ann, &sub, ACCOUNT_SUSPENDED), OK);
    assert_int_equal(sub_account_move(above(), db, &ann, &sub, ACCOUNT_SUSPENDED), CONFLICT);
    sub = found(3);
    assert_int_equal(sub.state, ACCOUNT_SUSPENDED);
    assert_true(str_is(sub.state_by, "Ann"));
    assert_int_equal(sub_account_move(above(), db, &ann, &sub, ACCOUNT_CLOSED), OK);
    sub = found(3);
    assert_int_equal(sub_account_move(above(), db, &ann, &sub, ACCOUNT_ACTIVE), OK);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM audit AS r WHERE r.account_id = 3"
                                  " AND ((r.action = 'account.suspend' AND r.was = 'Open'"
                                  " AND r.became = 'Suspended') OR (r.action = 'account.close'"
                                  " AND r.was = 'Suspended') OR (r.action = 'account.resume'"
                                  " AND r.became = 'Open'))"),
                     3);
}

/* Neither the parent itself, nor an account of another tree, whatever is asked of them. */
static void test_reach(void **state)
{
    struct sub_account sub;
    struct sub_account parent = {.account_id = 1, .name = STR("Tallowood"), .line = 1};
    struct sub_account other = {.account_id = 8, .name = STR("Nursery"), .line = 1};
    struct list list = {0};

    (void)state;
    assert_int_equal(sub_account_find(above(), 1, &sub), NOT_FOUND);
    assert_int_equal(sub_account_find(above(), 8, &sub), NOT_FOUND);
    assert_int_equal(sub_account_move(above(), db, &ann, &parent, ACCOUNT_SUSPENDED), CONFLICT);
    assert_int_equal(sub_account_move(above(), db, &ann, &other, ACCOUNT_SUSPENDED), CONFLICT);
    assert_int_equal(sub_account_rename(above(), db, &ann, &other, STR("Mine"), 2, &taken),
                     CONFLICT);
    assert_int_equal(sub_account_list(above(), STR(""), 0, &list), OK);
    assert_int_equal(list.count, 2);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM account AS a"
                                  " WHERE (a.state <> 'active' OR a.name = 'Mine')"),
                     0);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM audit AS r"
                                  " WHERE (r.account_id = 1 OR r.account_id = 8)"),
                     0);
}

static void test_renames(void **state)
{
    struct sub_account sub = found(3);

    (void)state;
    assert_int_equal(sub_account_rename(above(), db, &ann, &sub, STR("Trade"), 6, &taken), OK);
    assert_int_equal(sub_account_rename(above(), db, &ann, &sub, STR("Late"), 6, &taken),
                     CONFLICT);
    sub = found(3);
    assert_true(str_is(sub.name, "Trade"));
    assert_int_equal(sub.line, 6);
}

static void test_pages(void **state)
{
    struct list first = {0};
    struct list second = {0};
    const struct sub_account *last;

    (void)state;
    for (unsigned i = 0; i < 60; i++)
        world_do("INSERT INTO account (root_id, account_id, name, payment, country, zone,"
                 " line, opened_at) VALUES (1, %u, 'Shop %u', 'postpaid', 'AU', 'UTC', 1,"
                 " UTC_TIMESTAMP(6))",
                 100 + i, i / 2);
    assert_int_equal(sub_account_list(above(), STR(""), 0, &first), OK);
    assert_int_equal(first.count, SUB_ACCOUNT_PAGE + 1);
    last = LIST_AT(&first, struct sub_account, SUB_ACCOUNT_PAGE - 1);
    assert_int_equal(sub_account_list(above(), last->name, last->account_id, &second), OK);
    assert_int_equal(second.count, 62 - SUB_ACCOUNT_PAGE);
    assert_int_equal(LIST_AT(&second, struct sub_account, 0)->account_id,
                     LIST_AT(&first, struct sub_account, SUB_ACCOUNT_PAGE)->account_id);
}

static void test_figures(void **state)
{
    struct standing standing;
    struct volume volume;

    (void)state;
    world_do("INSERT INTO membership (root_id, account_id, user_id, role, added_at)"
             " VALUES (1, 3, 12, 'basic', UTC_TIMESTAMP(6)),"
             "        (1, 2, 12, 'basic', UTC_TIMESTAMP(6)),"
             "        (7, 8, 12, 'basic', UTC_TIMESTAMP(6))");
    assert_int_equal(found(3).people, 1);
    assert_int_equal(found(3).numbers, 1);
    assert_true(str_is(found(3).sender, "+61490000003"));
    assert_int_equal(sub_account_standing(above(), 3, &standing), OK);
    assert_int_equal(standing.people, 1);
    assert_int_equal(standing.numbers, 1);
    assert_int_equal(standing.waiting, 0);
    assert_int_equal(sub_account_standing(above(), 8, &standing), NOT_FOUND);
    assert_int_equal(sub_account_volume(above(), 3, (struct stamp){.us = 0}, &volume), OK);
    assert_int_equal(volume.messages, 0);
}

/* Parents of two trees take the next number at the same moment; each gets one of its own. */
static bool open_one(unsigned i)
{
    struct db *own = db_open(world_conf(), "admin", asks);
    const struct sub_account_new new = {.name = str_format(world_arena(), "Branch %u", i),
                                        .country = STR("AU"),
                                        .zone = STR("Australia/Sydney"),
                                        .line = 2};
    uint64_t id = 0;
    enum status status;

    db_visit(own, world_arena());
    status = sub_account_open(world_tree(own, i % 2 ? 1 : 7, ANN), own, &ann, &new, &id,
                              &taken);
    db_close(own);
    return status == OK || status == BUSY;
}

static void test_at_once(void **state)
{
    uint64_t opened;

    (void)state;
    world_at_once(6, open_one);
    opened = world_number("SELECT COUNT(*) AS n FROM account AS a WHERE a.account_id > 8");
    assert_in_range(opened, 2, 6);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM audit AS r"
                                  " WHERE r.action = 'account.create'"),
                     opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_opens, up),   cmocka_unit_test_setup(test_prepaid, up),
        cmocka_unit_test_setup(test_moves, up),   cmocka_unit_test_setup(test_reach, up),
        cmocka_unit_test_setup(test_renames, up), cmocka_unit_test_setup(test_pages, up),
        cmocka_unit_test_setup(test_figures, up), cmocka_unit_test_setup(test_at_once, up),
        cmocka_unit_test_setup(test_reopens, up),
    };

    return cmocka_run_group_tests_name("model_account_sub", tests, NULL, up);
}
