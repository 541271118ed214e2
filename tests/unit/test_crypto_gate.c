/* test_crypto_gate.c: at most so many hashes at once, and a line of sixteen (AU-04) */
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/stamp.h"
#include "crypto/gate.h"
#include "crypto/password.h"
#include "kit/unit.h"

static struct gate *gate_of(unsigned places)
{
    struct gate *gate = NULL;

    assert_int_equal(gate_new(places, &gate), OK);
    return gate;
}

/* What parent and children count together. */
struct tally {
    unsigned inside;
    unsigned most;
    unsigned passed;
    unsigned refused;
};

static struct tally *tally_new(void)
{
    struct tally *tally =
        mmap(NULL, sizeof(*tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    assert_true(tally != MAP_FAILED);
    return tally;
}

static unsigned count_up(unsigned *number)
{
    return __atomic_add_fetch(number, 1, __ATOMIC_SEQ_CST);
}

static unsigned count_now(const unsigned *number)
{
    return __atomic_load_n(number, __ATOMIC_SEQ_CST);
}

static void await_count(const unsigned *number, unsigned wanted)
{
    while (count_now(number) < wanted)
        usleep(200);
}

static void children_reap(pid_t *children, size_t count)
{
    for (size_t i = 0; i < count; i++)
        waitpid(children[i], NULL, 0);
}

static void child_passes_often(struct gate *gate, struct tally *tally)
{
    for (int i = 0; i < 50; i++) {
        struct gate_pass pass = {0};
        unsigned inside;

        if (gate_enter(gate, &pass) != OK)
            _exit(1);
        inside = count_up(&tally->inside);
        if (inside > count_now(&tally->most))
            __atomic_store_n(&tally->most, inside, __ATOMIC_SEQ_CST);
        usleep(100);
        __atomic_sub_fetch(&tally->inside, 1, __ATOMIC_SEQ_CST);
        count_up(&tally->passed);
        gate_leave(&pass);
    }
    _exit(0);
}

static void never_more_than_the_places(void **state)
{
    struct gate *gate = gate_of(2);
    struct tally *tally = tally_new();
    pid_t children[12];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(children); i++)
        if ((children[i] = fork()) == 0)
            child_passes_often(gate, tally);
    children_reap(children, COUNT_OF(children));
    assert_int_equal(tally->passed, 12 * 50);
    assert_true(tally->most <= 2);
    assert_int_equal(tally->inside, 0);
}

static void child_waits_in_line(struct gate *gate, struct tally *tally)
{
    struct gate_pass pass = {0};
    enum status status;

    count_up(&tally->inside);
    status = gate_enter(gate, &pass);
    count_up(status == BUSY ? &tally->refused : &tally->passed);
    gate_leave(&pass);
    _exit(0);
}

/* One holds the only place; of twenty who come, sixteen wait and four are sent away. */
static void the_line_is_sixteen_long(void **state)
{
    struct gate *gate = gate_of(1);
    struct tally *tally = tally_new();
    struct gate_pass held = {0};
    struct gate_pass none = {0};
    pid_t children[GATE_WAITING + 4];
    int64_t begin;

    (void)state;
    assert_int_equal(gate_enter(gate, &held), OK);
    for (size_t i = 0; i < COUNT_OF(children); i++)
        if ((children[i] = fork()) == 0)
            child_waits_in_line(gate, tally);
    await_count(&tally->refused, 4);
    begin = clock_monotonic_us();
    assert_int_equal(gate_enter(gate, &none), BUSY);
    assert_true(clock_monotonic_us() - begin < 50000);
    assert_int_equal(count_now(&tally->passed), 0);
    gate_leave(&held);
    children_reap(children, COUNT_OF(children));
    assert_int_equal(tally->passed, GATE_WAITING);
    assert_int_equal(tally->refused, 4);
}

static void child_holds_for_ever(struct gate *gate, struct tally *tally)
{
    struct gate_pass pass = {0};

    if (gate_enter(gate, &pass) != OK)
        _exit(1);
    count_up(&tally->passed);
    for (;;)
        pause();
}

static void child_waits_for_ever(struct gate *gate, struct tally *tally)
{
    struct gate_pass pass = {0};

    count_up(&tally->inside);
    if (gate_enter(gate, &pass) == OK)
        count_up(&tally->passed);
    gate_leave(&pass);
    _exit(0);
}

/* Killed while they hold places, and while they wait: all of it comes back. */
static void the_killed_give_their_places_back(void **state)
{
    struct gate *gate = gate_of(2);
    struct tally *tally = tally_new();
    struct gate_pass passes[2] = {{0}};
    pid_t children[6];

    (void)state;
    for (size_t i = 0; i < 2; i++)
        if ((children[i] = fork()) == 0)
            child_holds_for_ever(gate, tally);
    await_count(&tally->passed, 2);
    for (size_t i = 2; i < COUNT_OF(children); i++)
        if ((children[i] = fork()) == 0)
            child_waits_for_ever(gate, tally);
    await_count(&tally->inside, 4);
    for (size_t i = COUNT_OF(children); i > 0; i--)
        kill(children[i - 1], SIGKILL);
    children_reap(children, COUNT_OF(children));
    assert_int_equal(gate_enter(gate, &passes[0]), OK);
    assert_int_equal(gate_enter(gate, &passes[1]), OK);
    gate_leave(&passes[0]);
    gate_leave(&passes[1]);
    gate_leave(&passes[1]); /* twice is allowed */
}

/* A holder dies while another waits: the one who waits goes in without being woken. */
static void the_head_looks_again(void **state)
{
    struct gate *gate = gate_of(1);
    struct tally *tally = tally_new();
    pid_t children[2];

    (void)state;
    if ((children[0] = fork()) == 0)
        child_holds_for_ever(gate, tally);
    await_count(&tally->passed, 1);
    if ((children[1] = fork()) == 0)
        child_waits_for_ever(gate, tally);
    await_count(&tally->inside, 1);
    kill(children[0], SIGKILL);
    await_count(&tally->passed, 2);
    children_reap(children, COUNT_OF(children));
}

/* A full gate refuses before anything is hashed. */
static void a_full_gate_refuses_unhashed(void **state)
{
    struct gate *gate = gate_of(1);
    struct tally *tally = tally_new();
    struct hasher hasher = {.memory_kib = PASSWORD_MEMORY_MOST, .passes = 2, .gate = gate};
    struct gate_pass held = {0};
    pid_t children[GATE_WAITING + 1];
    struct str phc = STR("untouched");
    int64_t begin;

    assert_int_equal(gate_enter(gate, &held), OK);
    for (size_t i = 0; i < COUNT_OF(children); i++)
        if ((children[i] = fork()) == 0)
            child_waits_in_line(gate, tally);
    await_count(&tally->refused, 1); /* so the other sixteen have a seat */
    begin = clock_monotonic_us();
    assert_int_equal(password_hash(*state, &hasher, STR("x"), &phc), BUSY);
    assert_int_equal(password_verify_nobody(*state, &hasher, STR("x")), BUSY);
    assert_true(clock_monotonic_us() - begin < 50000); /* a hash of 1 GiB takes seconds */
    ASSERT_STR(*state, phc, "untouched");

    gate_leave(&held);
    children_reap(children, COUNT_OF(children));
    hasher.memory_kib = PASSWORD_MEMORY_LEAST;
    assert_int_equal(password_hash(*state, &hasher, STR("x"), &phc), OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(never_more_than_the_places),        UNIT(the_line_is_sixteen_long),
        UNIT(the_killed_give_their_places_back), UNIT(the_head_looks_again),
        UNIT(a_full_gate_refuses_unhashed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
