/* test_model_mail_out.c: a mail is taken by one process at a time, and only its taker settles
 * it
 *
 * As the user of maild. */
#include "kit/world.h"

#include "model/mail/mail_out.h"

static const struct stmt *const asks[] = {MAIL_OUT_ASKS, NULL};

static struct db *db;

static int up(void **state)
{
    (void)state;
    world_reset();
    if (!db)
        db = world_db("maild", asks);
    return 0;
}

static void add(unsigned id, const char *state, int seconds)
{
    world_do("INSERT INTO mail (mail_id, message_ref, kind, to_email, to_name, sealed, state,"
             " not_before, queued_at, give_up_at)"
             " VALUES (%u, '%032u', 'reset', 'a@b.example', '', 'x', '%s',"
             "         UTC_TIMESTAMP(6) + INTERVAL %d SECOND, UTC_TIMESTAMP(6),"
             "         UTC_TIMESTAMP(6) + INTERVAL 1 HOUR)",
             id, id, state, seconds);
}

static uint64_t count(const char *where)
{
    return world_number("SELECT COUNT(*) AS n FROM mail AS m WHERE %s", where);
}

/* The longest due first; what is not due, or has ended, never. */
static void test_claim(void **state)
{
    struct mail_out mail;

    (void)state;
    add(1, "queued", -1);
    add(2, "queued", -9);
    add(3, "queued", 60);
    add(4, "sent", -60);
    add(5, "failed", -60);
    add(6, "sending", -3);
    add(7, "sending", 60);
    for (size_t i = 0; i < 3; i++) {
        static const uint64_t order[] = {2, 6, 1};

        assert_int_equal(mail_claim(db, STR("me"), 120, &mail), OK);
        assert_int_equal(mail.mail_id, order[i]);
        assert_int_equal(mail.tries, 1);
        assert_int_equal(mail.epoch, 1);
        assert_false(mail.late);
    }
    assert_int_equal(mail_claim(db, STR("me"), 120, &mail), NOT_FOUND);
    assert_int_equal(count("m.owner = 'me' AND m.state = 'sending'"
                           " AND m.not_before > UTC_TIMESTAMP(6) + INTERVAL 100 SECOND"),
                     3);
}

static bool claim_all(unsigned i)
{
    struct db *own = db_open(world_conf(), "maild", asks);
    char name[16];
    struct mail_out mail;
    enum status status;

    snprintf(name, sizeof(name), "taker %u", i);
    do {
        db_visit(own, world_arena());
        status = mail_claim(own, str_of(name), 120, &mail);
        if (status == OK)
            status = mail_sent(own, str_of(name), &mail);
    } while (status == OK || status == BUSY);
    return status == NOT_FOUND;
}

/* Each is taken once, by one of them. */
static void test_at_once(void **state)
{
    (void)state;
    for (unsigned id = 1; id <= 60; id++)
        add(id, "queued", -1);
    world_at_once(8, claim_all);
    assert_int_equal(count("m.state = 'sent' AND m.tries = 1 AND m.epoch = 1"), 60);
}

static void test_settle(void **state)
{
    struct mail_out mail;

    (void)state;
    add(1, "queued", -1);
    assert_int_equal(mail_claim(db, STR("me"), 120, &mail), OK);
    assert_int_equal(mail_again(db, STR("me"), &mail, 30, STR("451 later")), OK);
    assert_int_equal(count("m.state = 'queued' AND m.owner IS NULL AND m.why = '451 later'"
                           " AND m.sealed IS NOT NULL AND m.ended_at IS NULL"
                           " AND m.not_before > UTC_TIMESTAMP(6) + INTERVAL 20 SECOND"),
                     1);
    assert_int_equal(mail_sent(db, STR("me"), &mail), CONFLICT);

    world_do("UPDATE mail AS m SET m.not_before = UTC_TIMESTAMP(6)");
    assert_int_equal(mail_claim(db, STR("me"), 120, &mail), OK);
    assert_int_equal(mail.tries, 2);
    assert_int_equal(mail_failed(db, STR("me"), &mail, STR("550 nobody")), OK);
    assert_int_equal(count("m.state = 'failed' AND m.why = '550 nobody' AND m.sealed IS NULL"
                           " AND m.ended_at IS NOT NULL"),
                     1);
    assert_int_equal(mail_again(db, STR("me"), &mail, 30, STR("x")), CONFLICT);
}

/* Its lease ran out and another has it: what the first says comes too late. */
static void test_fence(void **state)
{
    struct mail_out first;
    struct mail_out second;

    (void)state;
    add(1, "queued", -1);
    assert_int_equal(mail_claim(db, STR("one"), 120, &first), OK);
    world_do("UPDATE mail AS m SET m.not_before = UTC_TIMESTAMP(6)");
    assert_int_equal(mail_claim(db, STR("one"), 120, &second), OK);
    assert_int_equal(second.epoch, first.epoch + 1);
    assert_int_equal(mail_sent(db, STR("one"), &first), CONFLICT);
    assert_int_equal(mail_failed(db, STR("one"), &first, STR("x")), CONFLICT);
    assert_int_equal(mail_again(db, STR("one"), &first, 1, STR("x")), CONFLICT);
    assert_int_equal(mail_sent(db, STR("two"), &second), CONFLICT);
    assert_int_equal(mail_sent(db, STR("one"), &second), OK);
    assert_int_equal(count("m.state = 'sent' AND m.sealed IS NULL"), 1);
}

static void test_late(void **state)
{
    struct mail_out mail;

    (void)state;
    add(1, "queued", -1);
    world_do("UPDATE mail AS m SET m.give_up_at = UTC_TIMESTAMP(6)");
    assert_int_equal(mail_claim(db, STR("me"), 120, &mail), OK);
    assert_true(mail.late);
}

/* What a process left that is no more is free at once; what has been settled stays so. */
static void test_left(void **state)
{
    struct list claims = {0};
    struct mail_out mail;

    (void)state;
    add(1, "queued", -1);
    assert_int_equal(mail_claim(db, STR("gone"), 120, &mail), OK);
    assert_int_equal(mail_claims(db, &claims), OK);
    assert_int_equal(claims.count, 1);
    assert_int_equal(mail_free(db, LIST_AT(&claims, struct mail_claim, 0)), OK);
    assert_int_equal(count("m.state = 'queued' AND m.not_before <= UTC_TIMESTAMP(6)"), 1);
    assert_int_equal(mail_claim(db, STR("me"), 120, &mail), OK);
    assert_int_equal(mail_free(db, LIST_AT(&claims, struct mail_claim, 0)), OK);
    assert_int_equal(count("m.state = 'sending' AND m.owner = 'me'"), 1);
}

static void test_purge(void **state)
{
    (void)state;
    for (unsigned id = 1; id <= 4; id++)
        add(id, id % 2 ? "sent" : "failed", 0);
    world_do("UPDATE mail AS m SET m.ended_at = UTC_TIMESTAMP(6)"
             " - INTERVAL IF(m.mail_id <= 2, 8, 31) DAY");
    assert_int_equal(mail_purge(db), OK);
    assert_int_equal(count("m.mail_id = 2"), 1);
    assert_int_equal(count("m.mail_id <> 2"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_claim, up),  cmocka_unit_test_setup(test_at_once, up),
        cmocka_unit_test_setup(test_settle, up), cmocka_unit_test_setup(test_fence, up),
        cmocka_unit_test_setup(test_late, up),   cmocka_unit_test_setup(test_left, up),
        cmocka_unit_test_setup(test_purge, up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
