/* test_db_tx.c: when a transaction is run again, and when it is looked up, on a real MariaDB
 *
 * Requirement DB-05. The server ends the connection just before COMMIT, so that it goes
 * unanswered, or in mid-body. What a broken answer does on the wire is shown by
 * tests/wire/database-line.own.mjs. Requirement DI-05: nobody waits for a process that stands
 * still in the middle of its own. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/global.h"
#include "kit/world.h"

struct line {
    uint64_t line_id;
};
SHAPE(line, FIELD(line, line_id));

STMT_GLOBAL(line_own, &line_shape, "a test asks which connection it has",
            "SELECT CONNECTION_ID() AS line_id");
STMT(note_add, NULL,
     "INSERT INTO contact (" INTO ", name, msisdn, added_at)"
     " VALUES (" INTO_VALUES ", 'Note', ?, UTC_TIMESTAMP(6))");
STMT(account_hold, &line_shape,
     "SELECT a.account_id AS line_id FROM account AS a WHERE " OWN("a") " FOR UPDATE");

static const struct stmt *const asks[] = {&line_own, &note_add, &account_hold, NULL};

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

static void client_run(const char *statement)
{
    struct arena *arena = world_arena();
    const struct conf *conf = world_conf();
    struct str path = str_format(arena, "%s/db-root", conf_text(conf, "secret_dir"));
    struct str socket = str_format(arena, "--socket=%s", conf_text(conf, "database_socket"));
    struct str password;

    if (conf_secret(arena, path.at, &password) != OK ||
        setenv("MYSQL_PWD", str_z(arena, password), 1) != 0)
        _exit(1);
    execlp("mariadb", "mariadb", "--no-defaults", "--user=root", socket.at, "-e", statement,
           (char *)NULL);
    _exit(1);
}

/* The server ends this connection: what is asked next is never answered. */
static void line_cut(void)
{
    struct line line;
    pid_t pid;
    int how;

    assert_int_equal(OK, global_one(db, &line_own, WITH_NOTHING, &line));
    pid = fork();
    if (pid == 0)
        client_run(str_format(world_arena(), "KILL %llu", (unsigned long long)line.line_id).at);
    assert_int_equal(pid, waitpid(pid, &how, 0));
    assert_int_equal(0, how);
}

static uint64_t notes(void)
{
    return world_number("SELECT COUNT(*) AS n FROM contact AS k WHERE k.name = 'Note'");
}

/* A piece of work: a note, and where the line is cut in its first `cuts` tries. */
struct work {
    struct tenant *t;
    unsigned cuts;
    bool early; /* before the note, not behind it */
    unsigned tries;
    unsigned looks;
    enum status found; /* what a look-up says */
};

static enum status work_body(void *arg)
{
    struct work *work = arg;
    bool cut = work->tries++ < work->cuts;

    if (cut && work->early)
        line_cut();
    TRY(tenant_run(work->t, &note_add, WITH(WORD("+61491570156"))));
    if (cut && !work->early)
        line_cut();
    return OK;
}

static enum status work_landed(void *arg)
{
    struct work *work = arg;

    work->looks++;
    return work->found;
}

static enum status work_run(struct work *work)
{
    work->t = world_tenant(db, 2, ANN);
    return tenant_tx(work->t, work_body, work_landed, work);
}

static void an_unanswered_commit_is_looked_up_and_run_again(void **state)
{
    struct work work = {.cuts = 1, .found = NOT_FOUND};

    (void)state;
    assert_int_equal(OK, work_run(&work));
    assert_int_equal(2, work.tries);
    assert_int_equal(1, work.looks);
    assert_int_equal(1, notes());
}

static void what_has_landed_is_not_run_again(void **state)
{
    struct work work = {.cuts = 1, .found = OK};

    (void)state;
    assert_int_equal(OK, work_run(&work));
    assert_int_equal(1, work.tries);
    assert_int_equal(1, work.looks);
}

/* The look-up fails too: the caller must not be told that anything is so. */
static void what_cannot_be_known_is_busy(void **state)
{
    struct work work = {.cuts = 1, .found = BUSY};

    (void)state;
    assert_int_equal(BUSY, work_run(&work));
    assert_int_equal(1, work.tries);
}

static void without_a_look_up_nothing_is_run_again(void **state)
{
    struct work work = {.cuts = 1, .t = world_tenant(db, 2, ANN)};

    (void)state;
    assert_int_equal(BUSY, tenant_tx(work.t, work_body, NULL, &work));
    assert_int_equal(1, work.tries);
    assert_int_equal(0, notes());
}

/* Before COMMIT was sent nothing can have happened, so nobody needs to look. */
static void a_line_lost_in_mid_work_runs_the_whole_again(void **state)
{
    struct work work = {.cuts = 2, .early = true, .found = BROKEN};

    (void)state;
    assert_int_equal(OK, work_run(&work));
    assert_int_equal(3, work.tries);
    assert_int_equal(0, work.looks);
    assert_int_equal(1, notes());
}

static void five_tries_are_enough(void **state)
{
    struct work work = {.cuts = 9, .early = true};

    (void)state;
    assert_int_equal(BUSY, work_run(&work));
    assert_int_equal(5, work.tries);
    assert_int_equal(0, notes());
}

static void a_change_outside_a_transaction_is_never_repeated(void **state)
{
    struct tenant *t = world_tenant(db, 2, ANN);

    (void)state;
    line_cut();
    assert_int_equal(BUSY, tenant_run(t, &note_add, WITH(WORD("+61491570156"))));
    assert_int_equal(0, notes());
    assert_int_equal(OK, tenant_run(t, &note_add, WITH(WORD("+61491570156"))));
    assert_int_equal(1, notes());
}

static void a_read_outside_a_transaction_is_repeated(void **state)
{
    struct line line;

    (void)state;
    line_cut();
    assert_int_equal(OK, global_one(db, &line_own, WITH_NOTHING, &line));
}

static enum status hold_body(void *arg)
{
    struct tenant *t = arg;
    struct line line;

    return tenant_one(t, &account_hold, WITH_NOTHING, &line);
}

static enum status freeze_body(void *arg)
{
    TRY(hold_body(arg));
    raise(SIGSTOP);
    return tenant_run(arg, &note_add, WITH(WORD("+61491570156")));
}

static void frozen_run(void)
{
    struct tenant *t = world_tenant(world_db("root", asks), 2, ANN);

    _exit((int)tenant_tx(t, freeze_body, NULL, t));
}

/* Its process exits with what its transaction came to. */
static pid_t frozen_begin(void)
{
    pid_t pid = fork();
    int how;

    if (pid == 0)
        frozen_run();
    assert_int_equal(pid, waitpid(pid, &how, WUNTRACED));
    assert_true(WIFSTOPPED(how));
    return pid;
}

static void nobody_waits_for_who_stands_still(void **state)
{
    pid_t pid = frozen_begin();
    struct tenant *t = world_tenant(db, 2, ANN);
    enum status status = BUSY;
    int how;

    (void)state;
    for (int tries = 0; status == BUSY && tries < 6; tries++)
        status = tenant_tx(t, hold_body, NULL, t);
    kill(pid, SIGCONT);
    assert_int_equal(pid, waitpid(pid, &how, 0));
    assert_int_equal(OK, status);
    assert_int_equal(BUSY, WEXITSTATUS(how));
    assert_int_equal(0, notes());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_unanswered_commit_is_looked_up_and_run_again, up,
                                        down),
        cmocka_unit_test_setup_teardown(what_has_landed_is_not_run_again, up, down),
        cmocka_unit_test_setup_teardown(what_cannot_be_known_is_busy, up, down),
        cmocka_unit_test_setup_teardown(without_a_look_up_nothing_is_run_again, up, down),
        cmocka_unit_test_setup_teardown(a_line_lost_in_mid_work_runs_the_whole_again, up, down),
        cmocka_unit_test_setup_teardown(five_tries_are_enough, up, down),
        cmocka_unit_test_setup_teardown(a_change_outside_a_transaction_is_never_repeated, up,
                                        down),
        cmocka_unit_test_setup_teardown(a_read_outside_a_transaction_is_repeated, up, down),
        cmocka_unit_test_setup_teardown(nobody_waits_for_who_stands_still, up, down),
    };

    return cmocka_run_group_tests_name("db_tx", tests, NULL, NULL);
}
