/* test_model_invite_send.c: how many invitations may wait, and answers at the same moment
 *
 * On a real MariaDB (requirement AU-13). Who races does so in processes of their own, as the
 * programs do. */
#include "kit/world.h"

#include "crypto/hash.h"
#include "model/invite/invite.h"
#include "model/invite/invite_decline.h"
#include "model/invite/invite_send.h"

static const struct stmt *const asks[] = {INVITE_SEND_ASKS, MAIL_ASKS, NULL};
static const struct stmt *const guest_asks[] = {INVITE_ASKS, INVITE_DECLINE_ASKS,
                                                AUDIT_GLOBAL_ASKS, NULL};
static const struct mail_key key = {.seal = {.bytes = {7}}};
static const struct audit_who ann = {
    .user_id = ANN, .user_name = {.at = "Ann", .len = 3}, .address = {.at = "::1", .len = 3}};

static struct digest link_hash;
static struct db *db;
static struct db *guest;

/* Ann administers the parent. */
static int up(void **state)
{
    (void)state;
    world_reset();
    if (!db) {
        db = world_db("admin", asks);
        guest = world_db("login", guest_asks);
    }
    assert_int_equal(hash_sha256(STR("link"), &link_hash), OK);
    world_do("INSERT INTO membership (root_id, account_id, user_id, role, added_at)"
             " VALUES (1, 1, %u, 'administrator', UTC_TIMESTAMP(6))",
             ANN);
    return 0;
}

/* Invitations 1 to `count` into account 2; they end so many hours from now. */
static void waiting_make(unsigned count, int hours)
{
    world_do("INSERT INTO invite (root_id, invite_id, made_in, token_hash, email, made_at,"
             " ends_at) SELECT 1, s.seq, 1, UNHEX(SHA2(CONCAT(s.seq), 256)),"
             " CONCAT('w', s.seq, '@canary.example'), UTC_TIMESTAMP(6),"
             " UTC_TIMESTAMP(6) + INTERVAL %d HOUR FROM seq_1_to_%u AS s",
             hours, count);
    world_do("INSERT INTO invite_grant (root_id, account_id, invite_id, role)"
             " SELECT 1, 2, s.seq, 'basic' FROM seq_1_to_%u AS s",
             count);
}

static struct inviting from(struct db *line, uint64_t account_id)
{
    return (struct inviting){.db = line,
                             .secret = world_arena(),
                             .key = &key,
                             .root_id = 1,
                             .account_id = account_id,
                             .who = &ann};
}

static enum status invite_into(struct db *line, uint64_t account_id, const char *email)
{
    const struct inviting inviting = from(line, 1);
    const struct str emails[] = {str_of(email)};
    const struct invite_want want = {
        .account_id = account_id, .account_name = STR("Sales"), .role = BASIC};
    const struct invite_order order = {.emails = emails,
                                       .email_count = 1,
                                       .wants = &want,
                                       .want_count = 1,
                                       .note = STR("")};

    return invite_send(&inviting, &order);
}

static enum status invite_to(struct db *line, const char *email)
{
    return invite_into(line, 3, email);
}

static uint64_t rows(const char *table)
{
    return world_number("SELECT COUNT(*) AS n FROM %s AS x", table);
}

static void test_full(void **state)
{
    const struct inviting above = from(db, 1);

    (void)state;
    waiting_make(INVITE_WAITING_MOST, 100);
    assert_int_equal(invite_to(db, "late@canary.example"), TOO_MUCH);
    assert_int_equal(rows("invite"), INVITE_WAITING_MOST);
    assert_int_equal(rows("mail") + rows("audit"), 0);
    assert_int_equal(invite_resend(&above, 7), OK);
    world_do("UPDATE invite AS i SET i.ends_at = UTC_TIMESTAMP(6) WHERE i.invite_id = 8");
    assert_int_equal(invite_to(db, "next@canary.example"), OK);
    assert_int_equal(invite_resend(&above, 8), TOO_MUCH);
    assert_int_equal(invite_to(db, "next@canary.example"), OK); /* the older one gives no more */
    assert_int_equal(invite_revoke(&above, 9), OK);
    assert_int_equal(invite_resend(&above, 8), OK);
}

static void test_answered(void **state)
{
    (void)state;
    waiting_make(INVITE_WAITING_MOST, 100);
    world_do("UPDATE invite AS i SET i.declined_at = UTC_TIMESTAMP(6) WHERE i.invite_id = 1");
    world_do("UPDATE invite AS i SET i.used_at = UTC_TIMESTAMP(6) WHERE i.invite_id = 2");
    assert_int_equal(invite_to(db, "one@canary.example"), OK);
    assert_int_equal(invite_to(db, "two@canary.example"), OK);
    assert_int_equal(invite_to(db, "three@canary.example"), TOO_MUCH);
}

enum { LEFT = 1 };

/* Into several accounts: those who send into one stand in line for that alone. */
static bool send_one(unsigned i)
{
    struct db *own = db_open(world_conf(), "admin", asks);
    enum status status;

    db_visit(own, world_arena());
    do
        status = invite_into(own, 1 + i % 3,
                             str_format(world_arena(), "r%u@canary.example", i).at);
    while (status == BUSY);
    db_close(own);
    return status == OK || status == TOO_MUCH;
}

static void test_full_at_once(void **state)
{
    (void)state;
    waiting_make(INVITE_WAITING_MOST - LEFT, 100);
    world_at_once(8, send_one);
    assert_int_equal(rows("invite"), INVITE_WAITING_MOST);
    assert_int_equal(rows("mail"), LEFT);
    assert_int_equal(
        world_number("SELECT COUNT(*) AS n FROM audit AS r WHERE r.action = 'invite.make'"),
        LEFT);
}

/* An invitation of Bob into 2, by the link of link_hash. */
static void bob_invited(void)
{
    world_do("INSERT INTO invite (root_id, invite_id, made_in, token_hash, email, user_id,"
             " user_name, made_at, ends_at) VALUES (1, 1, 1, UNHEX(SHA2('link', 256)),"
             " 'Bob@tallowood.example', %u, 'Ann', UTC_TIMESTAMP(6),"
             " UTC_TIMESTAMP(6) + INTERVAL 7 DAY)",
             ANN);
    world_do("INSERT INTO invite_grant (root_id, account_id, invite_id, role)"
             " VALUES (1, 2, 1, 'advanced'), (1, 3, 1, 'basic')");
}

static enum status take(struct db *line)
{
    const struct audit_who who = {.user_id = BOB, .user_name = STR("Bob"), .address = STR("")};
    const struct accepting accepting = {.token_hash = digest_str(&link_hash), .who = &who};
    uint64_t user_id;
    enum status status;

    do
        status = invite_accept(line, &accepting, &user_id);
    while (status == BUSY);
    return status;
}

static bool accept_one(unsigned i)
{
    struct db *own = db_open(world_conf(), "login", guest_asks);
    enum status status;

    (void)i;
    db_visit(own, world_arena());
    status = take(own);
    db_close(own);
    return status == OK || status == NOT_FOUND;
}

static uint64_t told(const char *action)
{
    return world_number("SELECT COUNT(*) AS n FROM audit AS r WHERE r.action = '%s'", action);
}

static void test_accept_at_once(void **state)
{
    (void)state;
    bob_invited();
    world_at_once(6, accept_one);
    assert_int_equal(told("invite.accept"), 2);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM membership AS m"
                                  " WHERE m.user_id = %u AND ((m.account_id = 2"
                                  " AND m.role = 'advanced') OR (m.account_id = 3"
                                  " AND m.role = 'basic'))",
                                  BOB),
                     2);
    assert_int_equal(take(guest), NOT_FOUND);
}

/* One accepts, one declines, one of the sub-account and one of the parent take it back. */
static bool answer_one(unsigned i)
{
    const struct audit_who bob = {.user_id = BOB, .user_name = STR("Bob"), .address = STR("")};
    struct db *own;
    struct inviting inviting;
    enum status status;

    if (i == 0)
        return accept_one(i);
    own = db_open(world_conf(), i == 1 ? "login" : "admin", i == 1 ? guest_asks : asks);
    db_visit(own, world_arena());
    inviting = from(own, i == 2 ? 2 : 1);
    do
        status = i == 1 ? invite_decline(own, digest_str(&link_hash), &bob)
                        : invite_revoke(&inviting, 1);
    while (status == BUSY);
    db_close(own);
    return status == OK || status == NOT_FOUND || status == CONFLICT;
}

/* Whoever was first in each account: its part ends in one way, the log says which, and somebody
 * is a member there just if it was taken. */
static void test_answers_at_once(void **state)
{
    (void)state;
    for (unsigned again = 0; again < 4; again++) {
        up(NULL);
        bob_invited();
        world_at_once(4, answer_one);
        assert_int_equal(world_number("SELECT COUNT(*) AS n FROM invite_grant AS g"
                                      " WHERE g.state = 'open'"),
                         0);
        assert_int_equal(
            world_number(
                "SELECT COUNT(*) AS n FROM invite_grant AS g JOIN audit AS r"
                " ON r.account_id = g.account_id AND r.action = IF(g.state = 'taken',"
                " 'invite.accept', IF(g.state = 'revoked', 'invite.revoke', 'invite.decline'))"),
            2);
        assert_int_equal(rows("audit"), 2);
        assert_int_equal(
            world_number("SELECT COUNT(*) AS n FROM invite_grant AS g LEFT JOIN membership AS m"
                         " ON m.account_id = g.account_id AND m.user_id = %u"
                         " WHERE IF(g.state = 'taken', 1, 0) <> IF(m.user_id IS NULL, 0, 1)",
                         BOB),
            0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_full, up),
        cmocka_unit_test_setup(test_answered, up),
        cmocka_unit_test_setup(test_full_at_once, up),
        cmocka_unit_test_setup(test_accept_at_once, up),
        cmocka_unit_test_setup(test_answers_at_once, up),
    };

    return cmocka_run_group_tests_name("model_invite_send", tests, NULL, NULL);
}
