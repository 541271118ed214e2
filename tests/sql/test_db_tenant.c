/* test_db_tenant.c: what a tenant can reach, and how a transaction ends, on a real MariaDB */
#include <sys/wait.h>
#include <unistd.h>

#include "db/global.h"
#include "db/tenant_mint.h"
#include "kit/world.h"

struct named {
    uint64_t contact_id;
    struct str name;
};
SHAPE(named, FIELD(named, contact_id), FIELD(named, name));

STMT(named_all, &named_shape,
     "SELECT k.contact_id, k.name FROM contact AS k WHERE " OWN(
         "k") " ORDER BY k.contact_id LIMIT 100");
STMT(named_tree, &named_shape,
     "SELECT k.contact_id, k.name FROM contact AS k WHERE " TREE(
         "k") " ORDER BY k.contact_id LIMIT 100");
STMT(named_one, &named_shape,
     "SELECT k.contact_id, k.name FROM contact AS k WHERE " OWN("k") " AND k.contact_id = ?");
STMT(named_add, NULL,
     "INSERT INTO contact (" INTO ", name, msisdn, added_at)"
     " VALUES (" INTO_VALUES ", ?, ?, UTC_TIMESTAMP(6))");
STMT(named_rename, NULL,
     "UPDATE contact AS k SET k.name = ? WHERE " OWN("k") " AND k.contact_id = ?");
STMT(named_lock, &named_shape,
     "SELECT k.contact_id, k.name FROM contact AS k WHERE " OWN(
         "k") " AND k.contact_id = ? FOR UPDATE");
STMT(named_wrong_shape, &named_shape,
     "SELECT k.name, k.contact_id FROM contact AS k WHERE " OWN("k"));

STMT_GLOBAL(line_id, &named_shape, "a test asks which connection it has",
            "SELECT CONNECTION_ID() AS contact_id, '' AS name");

static const struct stmt *const asks[] = {&line_id,   &named_all,    &named_tree, &named_one,
                                          &named_add, &named_rename, &named_lock, NULL};

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

static uint64_t add(struct tenant *t, const char *name, const char *msisdn)
{
    uint64_t id = 0;

    assert_int_equal(OK, tenant_insert(t, &named_add, WITH(WORD(name), WORD(msisdn)), &id));
    assert_int_not_equal(0, id);
    return id;
}

static void a_tenant_writes_and_reads_its_own_account(void **state)
{
    struct tenant *marketing = world_tenant(db, 2, ANN);
    struct tenant *sales = world_tenant(db, 3, ANN);
    uint64_t id = add(marketing, "Grace", "+61491570157");
    struct list list = {0};
    struct named named;

    (void)state;
    assert_int_equal(2, world_number("SELECT k.account_id AS n FROM contact AS k"));
    assert_int_equal(1, world_number("SELECT k.root_id AS n FROM contact AS k"));
    assert_int_equal(OK, tenant_one(marketing, &named_one, WITH(ID(id)), &named));
    ASSERT_STR(world_arena(), named.name, "Grace");
    assert_int_equal(NOT_FOUND, tenant_one(sales, &named_one, WITH(ID(id)), &named));
    assert_int_equal(CONFLICT, tenant_try(sales, &named_rename, WITH(WORD("Mine"), ID(id))));
    assert_int_equal(OK, tenant_list(sales, &named_all, WITH_NOTHING, &list));
    assert_int_equal(0, list.count);
}

static void a_tree_tenant_sees_its_tree_alone(void **state)
{
    struct list list = {0};

    (void)state;
    add(world_tenant(db, 2, ANN), "Two", "+61491570102");
    add(world_tenant(db, 3, ANN), "Three", "+61491570103");
    add(world_tenant(db, 8, ANN), "Eight", "+61491570108");
    assert_int_equal(OK, tenant_list(world_tree(db, 1, ANN), &named_tree, WITH_NOTHING, &list));
    assert_int_equal(2, list.count);
    ASSERT_STR(world_arena(), LIST_AT(&list, struct named, 0)->name, "Two");
    ASSERT_STR(world_arena(), LIST_AT(&list, struct named, 1)->name, "Three");
}

/* Run it in a child: it must end by SIGABRT, the way of a scope bug. */
static void aborts(void (*run)(void))
{
    pid_t pid = fork();
    int how;

    if (pid == 0) {
        fclose(stderr);
        db_close(db);
        run();
        _exit(0);
    }
    assert_int_equal(pid, waitpid(pid, &how, 0));
    assert_true(WIFSIGNALED(how));
    assert_int_equal(SIGABRT, WTERMSIG(how));
}

static void tree_through_one_account(void)
{
    struct list list = {0};
    struct db *own = db_open(world_conf(), "root", asks);

    db_visit(own, world_arena());
    if (tenant_list(world_tenant(own, 2, ANN), &named_tree, WITH_NOTHING, &list) != OK)
        _exit(1);
}

static void unlisted(void)
{
    struct list list = {0};
    struct db *own = db_open(world_conf(), "root", asks);

    db_visit(own, world_arena());
    if (tenant_list(world_tenant(own, 2, ANN), &named_wrong_shape, WITH_NOTHING, &list) != OK)
        _exit(1);
}

static void scoped_as_global(void)
{
    struct list list = {0};
    struct db *own = db_open(world_conf(), "root", asks);

    db_visit(own, world_arena());
    if (global_list(own, &named_all, WITH_NOTHING, &list) != OK)
        _exit(1);
}

static void scope_bugs_end_the_process(void **state)
{
    (void)state;
    aborts(tree_through_one_account);
    aborts(unlisted);
    aborts(scoped_as_global);
}

static void a_wrong_shape_is_found_at_start(void **state)
{
    static const struct stmt *const wrong[] = {&named_wrong_shape, NULL};
    struct str why = STR("");

    (void)state;
    assert_int_equal(BROKEN, db_prove(world_arena(), world_conf(), "root", wrong, &why));
    assert_true(str_find_str(why, STR("named_wrong_shape")) < why.len);
}

static void an_unknown_column_is_found_at_start(void **state)
{
    static const struct stmt stmt = {.name = "no_such",
                                     .reason = "a test",
                                     .text = "DELETE k FROM contact AS k WHERE k.nothing = 1"};
    static const struct stmt *const wrong[] = {&stmt, NULL};
    struct str why = STR("");

    (void)state;
    assert_int_equal(BROKEN, db_prove(world_arena(), world_conf(), "root", wrong, &why));
    assert_true(str_find_str(why, STR("1054")) < why.len);
}

static void a_doubled_key_is_a_conflict(void **state)
{
    struct tenant *t = world_tenant(db, 2, ANN);
    uint64_t id;

    (void)state;
    add(t, "Grace", "+61491570157");
    assert_int_equal(CONFLICT,
                     tenant_insert(t, &named_add, WITH(WORD("G"), WORD("+61491570157")), &id));
}

static void long_text_comes_back_whole(void **state)
{
    struct tenant *t = world_tenant(db, 2, ANN);
    struct named named;
    uint64_t id = add(t, "short", "+61491570157");
    struct str name = repeated(world_arena(), "ж", 120);

    (void)state;
    assert_int_equal(OK, tenant_try(t, &named_rename, WITH(TEXT(name), ID(id))));
    assert_int_equal(OK, tenant_one(t, &named_one, WITH(ID(id)), &named));
    assert_true(str_equal(named.name, name));
}

struct work {
    struct tenant *t;
    uint64_t first;
    uint64_t second;
    int meet[2]; /* this side writes when it holds its first row */
    int met;     /* the other side's end to read */
    int tries;
    enum status last;
};

static enum status rolled_back(void *arg)
{
    struct work *work = arg;

    work->tries++;
    TRY(tenant_try(work->t, &named_rename, WITH(WORD("Changed"), ID(work->first))));
    return work->last;
}

static void what_fails_leaves_nothing(void **state)
{
    struct work work = {.t = world_tenant(db, 2, ANN), .last = DENIED};
    struct named named;

    (void)state;
    work.first = add(work.t, "Before", "+61491570157");
    assert_int_equal(DENIED, tenant_tx(work.t, rolled_back, NULL, &work));
    assert_int_equal(1, work.tries);
    assert_int_equal(OK, tenant_one(work.t, &named_one, WITH(ID(work.first)), &named));
    ASSERT_STR(world_arena(), named.name, "Before");
}

/* Lock the first row, wait until the other side has its own, then want the other's: one of
 * the two is a deadlock's victim and runs again. */
static enum status crossing(void *arg)
{
    struct work *work = arg;
    struct named named;
    char byte = 0;

    TRY(tenant_one(work->t, &named_lock, WITH(ID(work->first)), &named));
    if (work->tries++ == 0 &&
        (write(work->meet[1], &byte, 1) != 1 || read(work->met, &byte, 1) != 1))
        return BROKEN;
    TRY(tenant_one(work->t, &named_lock, WITH(ID(work->second)), &named));
    return tenant_try(work->t, &named_rename, WITH(WORD("Crossed"), ID(work->second)));
}

static int crossing_child(struct work work)
{
    struct db *own = db_open(world_conf(), "root", asks);

    db_visit(own, world_arena());
    work.t = world_tenant(own, 2, ANN);
    return tenant_tx(work.t, crossing, NULL, &work) == OK ? 0 : 1;
}

static void a_deadlock_runs_the_whole_again(void **state)
{
    struct tenant *t = world_tenant(db, 2, ANN);
    uint64_t a = add(t, "A", "+61491570101");
    uint64_t b = add(t, "B", "+61491570102");
    int here[2];
    int there[2];
    int how;
    pid_t pid;

    (void)state;
    assert_int_equal(0, pipe(here));
    assert_int_equal(0, pipe(there));
    pid = fork();
    if (pid == 0)
        _exit(crossing_child(
            (struct work){.first = b, .second = a, .meet = {0, there[1]}, .met = here[0]}));
    struct work work = {.t = t, .first = a, .second = b, .meet = {0, here[1]}, .met = there[0]};
    assert_int_equal(OK, tenant_tx(t, crossing, NULL, &work));
    assert_int_equal(pid, waitpid(pid, &how, 0));
    assert_int_equal(0, how);
    assert_int_equal(
        2, world_number("SELECT COUNT(*) AS n FROM contact AS k WHERE k.name = 'Crossed'"));
}

static uint64_t line_number(void)
{
    struct named named;

    assert_int_equal(OK, global_one(db, &line_id, WITH_NOTHING, &named));
    return named.contact_id;
}

/* The server ends every connection of this test, its own too. */
static void lines_cut(void)
{
    struct arena *arena = world_arena();
    struct str path = str_format(arena, "%s/db-root", conf_text(world_conf(), "secret_dir"));
    struct str socket =
        str_format(arena, "--socket=%s", conf_text(world_conf(), "database_socket"));
    struct str password;
    pid_t pid;

    assert_int_equal(OK, conf_secret(arena, path.at, &password));
    pid = fork();
    if (pid == 0) {
        fclose(stderr);
        setenv("MYSQL_PWD", str_z(arena, password), 1);
        execlp("mariadb", "mariadb", "--no-defaults", socket.at, "-uroot", "-e",
               "KILL HARD CONNECTION USER root", (char *)NULL);
        _exit(127);
    }
    assert_int_equal(pid, waitpid(pid, NULL, 0));
}

/* A line that the server closed while idle is opened again without anybody noticing. */
static void a_lost_line_is_opened_again(void **state)
{
    struct tenant *t = world_tenant(db, 2, ANN);
    struct work work = {.t = t, .last = OK};
    struct list list = {0};
    uint64_t first = line_number();

    (void)state;
    work.first = add(t, "Before", "+61491570157");
    lines_cut();
    assert_int_equal(OK, tenant_list(t, &named_all, WITH_NOTHING, &list));
    assert_int_equal(1, list.count);
    assert_int_not_equal(first, line_number());
    first = line_number();
    lines_cut();
    assert_int_equal(OK, tenant_tx(t, rolled_back, NULL, &work));
    assert_int_not_equal(first, line_number());
    assert_int_equal(
        1, world_number("SELECT COUNT(*) AS n FROM contact AS k WHERE k.name = 'Changed'"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_tenant_writes_and_reads_its_own_account, up, down),
        cmocka_unit_test_setup_teardown(a_tree_tenant_sees_its_tree_alone, up, down),
        cmocka_unit_test_setup_teardown(scope_bugs_end_the_process, up, down),
        cmocka_unit_test_setup_teardown(a_wrong_shape_is_found_at_start, up, down),
        cmocka_unit_test_setup_teardown(an_unknown_column_is_found_at_start, up, down),
        cmocka_unit_test_setup_teardown(a_doubled_key_is_a_conflict, up, down),
        cmocka_unit_test_setup_teardown(long_text_comes_back_whole, up, down),
        cmocka_unit_test_setup_teardown(what_fails_leaves_nothing, up, down),
        cmocka_unit_test_setup_teardown(a_deadlock_runs_the_whole_again, up, down),
        cmocka_unit_test_setup_teardown(a_lost_line_is_opened_again, up, down),
    };

    return cmocka_run_group_tests_name("db_tenant", tests, NULL, NULL);
}
