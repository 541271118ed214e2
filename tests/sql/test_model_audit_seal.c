/* test_model_audit_seal.c: each end of a chain is sealed once, whoever seals at once (LG-04)
 *
 * As the database user of seald. */
#include "kit/world.h"

#include "model/audit/audit_seal_make.h"

enum { TREES = 250, HASH_BYTES = 32 };

static const struct stmt *const asks[] = {AUDIT_SEAL_MAKE_ASKS, NULL};
static const struct sign_key key = {.bytes = {7}};
static const struct mail_key mail_key = {.seal = {.bytes = {8}}};

static struct db *db;

/* Chains of trees 1000 and on: nobody asks here whether they have rows. */
static int up(void **state)
{
    (void)state;
    world_reset();
    if (!db)
        db = world_db("seald", asks);
    for (unsigned i = 0; i < TREES; i++)
        world_do("INSERT INTO audit_head (root_id, seq, at, hash)"
                 " VALUES (%u, %u, UTC_TIMESTAMP(6), '%0*u')",
                 1000 + i, 1 + i, HASH_BYTES, i);
    return 0;
}

static struct audit_sealing sealing(const char *mail_to)
{
    return (struct audit_sealing){
        .key = &key, .mail_key = &mail_key, .mail_to = str_of(mail_to)};
}

static struct stamp at(int64_t seconds)
{
    return (struct stamp){.us = INT64_C(1795498054123456) + seconds * STAMP_SECOND};
}

static uint64_t seals(void)
{
    return world_number("SELECT COUNT(*) AS n FROM audit_seal AS s");
}

static uint64_t mails(void)
{
    return world_number("SELECT COUNT(*) AS n FROM mail AS m WHERE m.kind = 'audit-seal'");
}

static void test_round(void **state)
{
    struct audit_sealing own = sealing("auditor@elsewhere.example");
    struct audit_sealed sealed;
    struct list again = {0};
    struct stamp newest;

    (void)state;
    assert_int_equal(audit_seal_newest(db, &newest), OK);
    assert_true(stamp_is_none(newest));
    assert_int_equal(audit_seal_round(db, &own, at(0), &sealed), OK);
    assert_int_equal(sealed.seals.count, TREES);
    assert_int_equal(own.last, TREES);
    assert_int_equal(mails(), 3);
    world_do("UPDATE audit_head AS h SET h.seq = h.seq + 1, h.hash = REPEAT('x', %d)"
             " WHERE h.root_id = 1001",
             HASH_BYTES);
    assert_int_equal(audit_seal_round(db, &own, at(9), &sealed), OK);
    assert_int_equal(sealed.seals.count, 1);
    assert_int_equal(audit_seal_round(db, &own, at(18), &sealed), OK);
    assert_int_equal(sealed.seals.count, 0);
    assert_int_equal(audit_seal_newest(db, &newest), OK);
    assert_int_equal(newest.us, at(9).us);
    assert_int_equal(audit_seal_again(db, &again), OK);
    assert_int_equal(again.count, 1);
    assert_int_equal(mails(), 4);
}

/* Seals and their mail are written together or not at all. */
static void test_no_mail_no_seal(void **state)
{
    struct audit_sealing own = sealing("no address");
    struct audit_sealed sealed;

    (void)state;
    assert_int_equal(audit_seal_round(db, &own, at(0), &sealed), INVALID);
    assert_int_equal(seals(), 0);
    assert_int_equal(own.last, 0);
}

static void test_gone_back(void **state)
{
    struct audit_sealing own = sealing("");
    struct audit_sealed sealed;

    (void)state;
    assert_int_equal(audit_seal_round(db, &own, at(0), &sealed), OK);
    world_do("UPDATE audit_head AS h SET h.hash = REPEAT('x', %d) WHERE h.root_id = 1007",
             HASH_BYTES);
    world_do("DELETE s FROM audit_seal AS s WHERE s.number > 248");
    assert_int_equal(audit_seal_round(db, &own, at(9), &sealed), OK);
    assert_int_equal(sealed.astray, 1007);
    assert_int_equal(sealed.count, 1);
    assert_int_equal(sealed.lost_from, 249);
    assert_int_equal(sealed.lost_to, 250);
    assert_int_equal(sealed.seals.count, 2);
    assert_int_equal(world_number("SELECT MIN(s.number) AS n FROM audit_seal AS s"
                                  " WHERE s.number > 248"),
                     251);
    assert_int_equal(mails(), 0);
}

static bool seal_all(unsigned i)
{
    struct db *own = db_open(world_conf(), "seald", asks);
    struct audit_sealing mine = sealing("auditor@elsewhere.example");
    struct audit_sealed sealed = {0};
    enum status status;

    do {
        db_visit(own, world_arena());
        status = audit_seal_round(own, &mine, at(i), &sealed);
    } while (status == CONFLICT || status == BUSY);
    return status == OK;
}

static void test_at_once(void **state)
{
    (void)state;
    world_at_once(6, seal_all);
    assert_int_equal(seals(), TREES);
    assert_int_equal(world_number("SELECT MAX(s.number) AS n FROM audit_seal AS s"), TREES);
    assert_int_equal(mails(), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_round, up),
        cmocka_unit_test_setup(test_no_mail_no_seal, up),
        cmocka_unit_test_setup(test_gone_back, up),
        cmocka_unit_test_setup(test_at_once, up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
