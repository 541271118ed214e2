/* test_model_setting.c: what holds in an account: own, inherited, locked; and who changes it */
#include "kit/world.h"

#include "model/account/sender.h"
#include "model/account/setting.h"

static const struct stmt *const asks[] = {SETTING_READ_ASKS, SETTING_CHANGE_ASKS, AUDIT_ASKS,
                                          NULL};

static struct db *db;

static int up(void **state)
{
    (void)state;
    world_reset();
    if (!db)
        db = world_db("admin", asks);
    return 0;
}

static const struct audit_who mara = {
    .user_id = ANN, .user_name = {.at = "Ann", .len = 3}, .address = {.at = "::1", .len = 3}};

/* One decision of an account, on the version it has now. */
static enum status decide(uint64_t account_id, uint64_t version, enum setting_no no,
                          const char *value)
{
    struct setting_new one = {.no = no, .value = str_of(value)};
    struct setting_change change = {.version = version,
                                    .news = &one,
                                    .count = 1,
                                    .who = &mara,
                                    .entry = {.action = "setting.change",
                                              .object = STR("Settings"),
                                              .after = STR("something")}};

    return setting_change(world_tenant(db, account_id, ANN), db, &change);
}

static struct setting held(uint64_t account_id)
{
    struct setting setting;

    assert_int_equal(setting_of(world_tenant(db, account_id, ANN), &setting), OK);
    return setting;
}

static void assert_text(struct str text, const char *expected)
{
    assert_string_equal(str_z(world_arena(), text), expected);
}

static void test_standard(void **state)
{
    struct setting parent = held(1);
    struct setting below = held(2);

    (void)state;
    assert_int_equal(parent.reply_days, 7);
    assert_int_equal(parent.duplicate_hours, 24);
    assert_int_equal(parent.send_recipients, 200);
    assert_text(parent.two_step, "required");
    assert_text(below.two_step, "optional");
    assert_text(below.opt_out_scope, "account");
    assert_text(below.own, "");
    assert_int_equal(below.version, 0);
}

static void test_inherits(void **state)
{
    struct setting handed;

    (void)state;
    assert_int_equal(decide(1, 0, SETTING_FOOTER, "From Tallowood"), OK);
    assert_int_equal(decide(1, 1, SETTING_OPT_OUT_SCOPE, "tree"), OK);
    assert_text(held(2).footer, "From Tallowood");
    assert_text(held(2).opt_out_scope, "tree");
    assert_text(held(8).footer, ""); /* of another tree */
    assert_int_equal(decide(2, 0, SETTING_FOOTER, "From Marketing"), OK);
    assert_text(held(2).footer, "From Marketing");
    assert_true(setting_is_own(&(struct setting){.own = held(2).own}, SETTING_FOOTER));
    assert_text(held(3).footer, "From Tallowood");
    assert_int_equal(setting_handed(world_tenant(db, 2, ANN), &handed), OK);
    assert_text(handed.footer, "From Tallowood");
    assert_int_equal(decide(2, 1, SETTING_FOOTER, NULL), OK);
    assert_text(held(2).footer, "From Tallowood");
    assert_int_equal(setting_handed(world_tenant(db, 1, ANN), &handed), OK);
    assert_text(handed.footer, "");
}

/* A lock makes the parent's value hold at once; what was decided below comes back with it. */
static void test_locks(void **state)
{
    (void)state;
    assert_int_equal(decide(2, 0, SETTING_FOOTER, "From Marketing"), OK);
    world_do("INSERT INTO setting (root_id, account_id, footer, locks)"
             " VALUES (1, 1, 'From Tallowood', 'footer')");
    assert_text(held(2).footer, "From Tallowood");
    assert_true(setting_is_locked(&(struct setting){.locks = held(2).locks}, SETTING_FOOTER));
    assert_int_equal(decide(2, 1, SETTING_FOOTER, "Again"), CONFLICT);
    assert_int_equal(decide(2, 1, SETTING_OPT_OUT_SCOPE, "tree"), CONFLICT);
    assert_int_equal(world_number("SELECT s.version AS n FROM setting AS s"
                                  " WHERE s.account_id = 2 AND s.footer = 'From Marketing'"),
                     1);
    assert_int_equal(decide(2, 1, SETTING_REPLY_DAYS, "9"), OK);
    assert_int_equal(decide(1, 0, SETTING_FOOTER, "New"),
                     OK); /* its own lock binds no parent */
    assert_text(held(2).footer, "New");
    world_do("UPDATE setting AS s SET s.locks = '' WHERE s.account_id = 1");
    assert_text(held(2).footer, "From Marketing");
}

static void test_versions(void **state)
{
    (void)state;
    assert_int_equal(decide(2, 0, SETTING_REPLY_DAYS, "9"), OK);
    assert_int_equal(decide(2, 0, SETTING_REPLY_DAYS, "10"), CONFLICT);
    assert_int_equal(held(2).reply_days, 9);
    assert_int_equal(held(2).version, 1);
    assert_text(held(2).changed_by, "Ann");
    assert_int_equal(decide(2, 1, SETTING_REPLY_DAYS, "10"), OK);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM audit AS r WHERE r.account_id = 2"
                                  " AND r.action = 'setting.change' AND r.user_id = 11"),
                     2);
}

static struct str leaves_from(struct db *send, uint64_t account_id)
{
    struct sender sender;

    assert_int_equal(sender_default(world_tenant(send, account_id, ANN), &sender), OK);
    return sender.msisdn;
}

/* What the send program sends from: the oldest number, until one is chosen. */
static void test_number(void **state)
{
    static const struct stmt *const send_asks[] = {&sender_first, NULL};
    struct db *send = world_db("send", send_asks);
    struct setting_change change = {
        .has_sender = true,
        .who = &mara,
        .entry = {.action = "setting.change", .object = STR("Sending")}};

    (void)state;
    world_do("INSERT INTO sender (root_id, account_id, msisdn, added_at)"
             " VALUES (1, 2, '+61490000099', UTC_TIMESTAMP(6))");
    change.sender_id = world_number("SELECT s.sender_id AS n FROM sender AS s"
                                    " WHERE s.msisdn = '+61490000099'");
    assert_text(leaves_from(send, 2), "+61490000002");
    assert_int_equal(setting_change(world_tenant(db, 2, ANN), db, &change), OK);
    assert_text(leaves_from(send, 2), "+61490000099");
    assert_text(leaves_from(send, 3), "+61490000003");
    change.version = 1;
    change.sender_id = world_number("SELECT s.sender_id AS n FROM sender AS s"
                                    " WHERE s.account_id = 3");
    assert_int_not_equal(setting_change(world_tenant(db, 2, ANN), db, &change), OK);
    assert_text(leaves_from(send, 2), "+61490000099");
    db_close(send);
}

/* The schema refuses what no program should write. */
static void test_ranges(void **state)
{
    (void)state;
    assert_int_not_equal(decide(2, 0, SETTING_REPLY_DAYS, "91"), OK);
    assert_int_not_equal(decide(2, 0, SETTING_QUIET_HOURS, "25:00-07:00"), OK);
    assert_int_not_equal(decide(2, 0, SETTING_TWO_STEP, "never"), OK);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM setting AS s"), 0);
}

static uint64_t half(void)
{
    return world_number("SELECT s.half AS n FROM session AS s WHERE s.user_id = %u", ANN);
}

/* Whoever is signed in is asked by the decision that stands, in the same transaction. */
static void test_two_step(void **state)
{
    (void)state;
    world_do("INSERT INTO membership (root_id, account_id, user_id, role, added_at)"
             " VALUES (1, 2, %u, 'administrator', UTC_TIMESTAMP(6))",
             ANN);
    world_do("INSERT INTO session (id_hash, user_id, made_at, seen_at, ends_at, auth_at,"
             " address, agent, form_salt) SELECT UNHEX(SHA2('s', 256)), u.user_id, u.added_at,"
             " u.added_at, u.added_at, u.added_at, '', '', UNHEX(MD5('s'))"
             " FROM user AS u WHERE u.user_id = %u",
             ANN);
    assert_int_equal(decide(2, 0, SETTING_TWO_STEP, "required"), OK);
    assert_int_equal(half(), 2);
    assert_int_equal(decide(2, 0, SETTING_TWO_STEP, "optional"), CONFLICT);
    assert_int_equal(half(), 2);
    assert_int_equal(decide(1, 0, SETTING_TWO_STEP, "optional"), OK);
    assert_int_equal(half(), 2);
    world_do("UPDATE setting AS s SET s.locks = 'two_step' WHERE s.account_id = 1");
    assert_int_equal(decide(1, 1, SETTING_TWO_STEP, "optional"), OK);
    assert_int_equal(half(), 0);
}

/* Of all who save on one version, one is taken; the others are told. */
static bool save_nine(unsigned i)
{
    struct db *own = db_open(world_conf(), "admin", asks);
    const struct setting_new one = {.no = SETTING_REPLY_DAYS,
                                    .value = str_format(world_arena(), "%u", 10 + i)};
    const struct setting_change change = {
        .news = &one,
        .count = 1,
        .who = &mara,
        .entry = {.action = "setting.change", .object = STR("Settings")}};
    enum status status;

    db_visit(own, world_arena());
    status = setting_change(world_tenant(own, 2, ANN), own, &change);
    db_close(own);
    return status == OK || status == CONFLICT;
}

static void test_at_once(void **state)
{
    (void)state;
    world_at_once(6, save_nine);
    assert_int_equal(held(2).version, 1);
    assert_in_range(held(2).reply_days, 10, 15);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM audit AS r WHERE r.account_id = 2"
                                  " AND r.action = 'setting.change'"),
                     1);
}

/* A small die of its own, so that a failure can be repeated. */
static uint32_t dice_state = 20261124;

static uint32_t roll(uint32_t sides)
{
    dice_state = dice_state * 1664525u + 1013904223u;
    return (dice_state >> 16) % sides;
}

static const char *days_sql(uint32_t days)
{
    return days ? str_z(world_arena(), str_format(world_arena(), "%u", days)) : "NULL";
}

/* Every way in which own, inherited and locked values can meet, against the rule in words. */
static void test_rule(void **state)
{
    (void)state;
    for (int i = 0; i < 150; i++) {
        uint32_t above = roll(3) ? 1 + roll(90) : 0;
        uint32_t own = roll(3) ? 1 + roll(90) : 0;
        bool locked = roll(2);
        uint32_t expected = locked || own == 0 ? above : own;

        world_do("DELETE s FROM setting AS s");
        if (above || locked || roll(2))
            world_do("INSERT INTO setting (root_id, account_id, reply_days, locks)"
                     " VALUES (1, 1, %s, '%s')",
                     days_sql(above), locked ? "footer,reply_days" : "two_step");
        if (own || roll(2))
            world_do("INSERT INTO setting (root_id, account_id, reply_days) VALUES (1, 2, %s)",
                     days_sql(own));
        assert_int_equal(held(2).reply_days, expected ? expected : 7);
        assert_int_equal(held(1).reply_days, above ? above : 7);
        assert_int_equal(held(3).reply_days, above ? above : 7);
        assert_int_equal(held(8).reply_days, 7);
        assert_int_equal(
            setting_is_own(&(struct setting){.own = held(2).own}, SETTING_REPLY_DAYS),
            own != 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_standard, up), cmocka_unit_test_setup(test_inherits, up),
        cmocka_unit_test_setup(test_locks, up),    cmocka_unit_test_setup(test_versions, up),
        cmocka_unit_test_setup(test_number, up),   cmocka_unit_test_setup(test_ranges, up),
        cmocka_unit_test_setup(test_at_once, up),  cmocka_unit_test_setup(test_rule, up),
        cmocka_unit_test_setup(test_two_step, up),
    };

    return cmocka_run_group_tests_name("model_setting", tests, NULL, NULL);
}
