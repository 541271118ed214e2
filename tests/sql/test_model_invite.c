/* test_model_invite.c: an invitation is taken while the account changes, on a real MariaDB
 *
 * The other change is committed once the invitation is past looking at what somebody is, and
 * before it can make them more (requirements AU-13, LG-03). */
#include <sys/wait.h>
#include <unistd.h>

#include "kit/world.h"

#include "crypto/hash.h"
#include "model/invite/invite.h"
#include "model/people/membership.h"

static const struct stmt *const asks[] = {INVITE_ASKS, AUDIT_GLOBAL_ASKS, NULL};

static struct digest link_hash;
static struct db *db;

/* Ann, who is a Basic user of 2, is invited to be an Advanced user there. */
static int up(void **state)
{
    (void)state;
    world_reset();
    if (!db)
        db = world_db("login", asks);
    assert_int_equal(hash_sha256(STR("link"), &link_hash), OK);
    world_do("INSERT INTO membership (root_id, account_id, user_id, role, added_at)"
             " VALUES (1, 2, %u, 'basic', UTC_TIMESTAMP(6))",
             ANN);
    world_do("INSERT INTO invite (root_id, invite_id, made_in, token_hash, email, made_at,"
             " ends_at) VALUES (1, 1, 2, UNHEX(SHA2('link', 256)), 'Ann@tallowood.example',"
             " UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 7 DAY)");
    world_do("INSERT INTO invite_grant (root_id, account_id, invite_id, role)"
             " VALUES (1, 2, 1, 'advanced')");
    return 0;
}

static void accept_link(void)
{
    const struct audit_who who = {.user_id = ANN, .user_name = STR("Ann"), .address = STR("")};
    const struct accepting accepting = {.token_hash = digest_str(&link_hash), .who = &who};
    uint64_t user_id = 0;

    assert_int_equal(invite_accept(db, &accepting, &user_id), OK);
    assert_int_equal(user_id, ANN);
}

/* What Ann is in 2 now, and what the log says of it: before, then after. */
static const char *story(void)
{
    return str_z(world_arena(),
                 world_text("SELECT CONCAT(IFNULL((SELECT m.role FROM membership AS m"
                            " WHERE m.account_id = 2 AND m.user_id = %u), 'nobody'), ': ',"
                            " IFNULL(a.was, 'nothing'), ', ', a.became) AS text"
                            "  FROM audit AS a WHERE a.action = 'invite.accept'",
                            ANN));
}

static void test_raised(void **state)
{
    (void)state;
    accept_link();
    assert_string_equal(story(), "advanced: Basic user, Advanced user");
}

struct change {
    struct db *root;
    const struct stmt *stmt;
    pid_t child; /* who takes the invitation */
};

STMT_GLOBAL(remove_ann, NULL, "a test takes a role away",
            "DELETE m FROM membership AS m WHERE m.account_id = 2 AND m.user_id = ?");

STMT_GLOBAL(promote_ann, NULL, "a test gives a role",
            "UPDATE membership AS m SET m.role = 'administrator'"
            " WHERE m.account_id = 2 AND m.user_id = ?");

static const struct stmt *const changes[] = {&remove_ann, &promote_ann, NULL};

/* It has looked at what Ann is, and has taken its part of the invitation. */
static bool has_looked(void)
{
    return world_number("SELECT COUNT(*) AS n FROM invite_grant AS g FOR UPDATE SKIP LOCKED") ==
           0;
}

static enum status change_body(void *arg)
{
    struct change *change = arg;

    assert_int_equal(global_run(change->root, change->stmt, WITH(ID(ANN))), OK);
    change->child = fork();
    assert_int_not_equal(change->child, -1);
    if (change->child == 0) {
        db = db_open(world_conf(), "login", asks);
        db_visit(db, world_arena());
        accept_link();
        _exit(0);
    }
    while (!has_looked() && waitpid(change->child, NULL, WNOHANG) == 0)
        continue;
    return OK;
}

/* What she was is taken from her, or made more than the invitation says, in between. */
static void meanwhile(const struct stmt *stmt)
{
    struct change change = {.root = db_open(world_conf(), "root", changes), .stmt = stmt};
    int status = -1;

    db_visit(change.root, world_arena());
    assert_int_equal(global_tx(change.root, change_body, NULL, &change), OK);
    assert_int_equal(waitpid(change.child, &status, 0), change.child);
    assert_int_equal(status, 0);
    db_close(change.root);
}

static void test_removed(void **state)
{
    (void)state;
    meanwhile(&remove_ann);
    assert_string_equal(story(), "advanced: nothing, Advanced user");
}

static void test_overtaken(void **state)
{
    (void)state;
    meanwhile(&promote_ann);
    assert_string_equal(story(), "administrator: Administrator, Administrator");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_raised, up),
        cmocka_unit_test_setup(test_removed, up),
        cmocka_unit_test_setup(test_overtaken, up),
    };

    return cmocka_run_group_tests_name("model_invite", tests, NULL, NULL);
}
