/* test_model_session.c: a sign-in and a new password at the same moment, on a real MariaDB
 *
 * Requirement SE-05: whoever was let in by the old password is out when it is changed, also if
 * the hash was being looked at just then. */
#include "kit/world.h"

#include "crypto/hash.h"
#include "model/login/device.h"
#include "model/login/email_change.h"
#include "model/login/half.h"
#include "model/login/user_password.h"

static const struct stmt *const asks[] = {
    &user_by_id, &user_set_password, SESSION_ASKS, HALF_ASKS,
    RESET_ASKS,  &email_change_drop, NOTICE_ASKS,  DEVICE_ASKS, NULL};

static struct db *db;

static int up(void **state)
{
    (void)state;
    world_reset();
    if (!db)
        db = world_db("login", asks);
    return 0;
}

static struct str hash_of(const char *what)
{
    struct digest *digest = ARENA_NEW(world_arena(), struct digest);

    assert_int_equal(hash_sha256(str_of(what), digest), OK);
    return digest_str(digest);
}

static struct user ann(void)
{
    struct user user;

    assert_int_equal(user_read(db, ANN, &user), OK);
    return user;
}

static enum status sign_in(struct db *own, const struct user *user, const char *token)
{
    const struct session_new session = {.user_id = user->user_id,
                                        .password = user->password,
                                        .id_hash = hash_of(token),
                                        .device_hash = hash_of("stolen"),
                                        .form_salt = str_upto(hash_of(token), FORM_SALT_BYTES),
                                        .address = STR("::1"),
                                        .agent = STR("")};

    return session_start(own, &session);
}

static enum status change(const char *after)
{
    const struct password_change new = {.user_id = ANN,
                                        .before = ann().password,
                                        .after = str_of(after),
                                        .device_hash = hash_of("own")};

    return password_change(db, &new);
}

static uint64_t open_doors(void)
{
    return world_number("SELECT COUNT(*) AS n FROM session AS s WHERE s.user_id = %u", ANN) +
           world_number("SELECT COUNT(*) AS n FROM half AS h WHERE h.user_id = %u", ANN);
}

/* It was right when it was looked at, and is not when the session would begin. */
static void test_overtaken(void **state)
{
    struct user seen = ann();

    (void)state;
    assert_int_equal(sign_in(db, &seen, "one"), OK);
    assert_int_equal(half_start(db, hash_of("half"), &seen), OK);
    assert_int_equal(change("another"), OK);
    assert_int_equal(open_doors(), 0);
    assert_int_equal(sign_in(db, &seen, "two"), CONFLICT);
    assert_int_equal(half_start(db, hash_of("more"), &seen), CONFLICT);
    assert_int_equal(open_doors(), 0);
    seen = ann();
    world_do("UPDATE user AS u SET u.suspended = 1 WHERE u.user_id = %u", ANN);
    assert_int_equal(sign_in(db, &seen, "three"), CONFLICT);
}

static uint64_t known_by(const char *token)
{
    struct device device = {0};
    enum status status = device_find(db, hash_of(token), &device);

    assert_true(status == OK || status == NOT_FOUND);
    return device.user_id;
}

/* Whoever learnt the old password would guess the new one unhindered from a browser that is
 * known (AU-06); that there were some is kept, or the next one would be told to nobody. */
static void test_browsers(void **state)
{
    struct user seen = ann();

    (void)state;
    assert_int_equal(device_keep(db, hash_of("own"), ANN), OK);
    assert_int_equal(sign_in(db, &seen, "one"), OK);
    assert_int_equal(known_by("stolen"), ANN);
    assert_int_equal(device_keep(db, hash_of("of Bob"), BOB), OK);
    assert_int_equal(change("another"), OK);
    assert_int_equal(sign_in(db, &seen, "two"), CONFLICT);
    assert_int_equal(known_by("stolen"), 0);
    assert_int_equal(known_by("own"), ANN);
    assert_int_equal(known_by("of Bob"), BOB);
    assert_int_equal(device_any(db, ANN), OK);
}

/* What would give the login to somebody else goes with the password that it was asked by. */
static void test_wishes(void **state)
{
    (void)state;
    world_do(
        "INSERT INTO email_change (user_id, email, new_hash, old_hash, old_at, made_at,"
        " ends_at) SELECT u.user_id, 'thief@tallowood.example', UNHEX(SHA2(CONCAT('n', u.user_id), 256)),"
        " UNHEX(SHA2(CONCAT('o', u.user_id), 256)), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)"
        " + INTERVAL 1 DAY FROM user AS u WHERE u.user_id IN (%u, %u)",
        ANN, BOB);
    assert_int_equal(change("another"), OK);
    assert_int_equal(world_number("SELECT e.user_id AS n FROM email_change AS e"), BOB);
}

/* All at once, with one who changes it: none of them stays in. */
static bool race(unsigned i)
{
    struct db *own = db_open(world_conf(), "login", asks);
    const struct user seen = {.user_id = ANN, .password = STR("none")};
    enum status status;

    db_visit(own, world_arena());
    db = own;
    if (i == 3)
        status = change("another");
    else
        status = i % 2 ? half_start(own, hash_of(world_name(ANN + i % 6).at), &seen)
                       : sign_in(own, &seen, str_format(world_arena(), "race %u", i).at);
    db_close(own);
    return status == OK || status == CONFLICT || status == BUSY;
}

static void test_at_once(void **state)
{
    (void)state;
    for (int round = 0; round < 5; round++) {
        world_do("UPDATE user AS u SET u.password = 'none' WHERE u.user_id = %u", ANN);
        world_at_once(6, race);
        assert_int_equal(open_doors(), 0);
        assert_int_equal(known_by("stolen"), 0);
        assert_string_equal(str_z(world_arena(), ann().password), "another");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_overtaken, up),
        cmocka_unit_test_setup(test_at_once, up),
        cmocka_unit_test_setup(test_wishes, up),
        cmocka_unit_test_setup(test_browsers, up),
    };

    return cmocka_run_group_tests_name("model_session", tests, NULL, NULL);
}
