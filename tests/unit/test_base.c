/* test_base.c: arena, views of text, growing text, lists, words */
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/list.h"
#include "base/shape.h"
#include "kit/unit.h"

static void memory_is_zeroed_and_aligned(void **state)
{
    static const char zero[100];

    for (size_t size = 1; size <= sizeof(zero); size++) {
        char *taken = arena_take(*state, size);

        assert_int_equal((uintptr_t)taken % 16, 0);
        assert_memory_equal(taken, zero, size);
        memset(taken, 0xff, size);
    }
    arena_reset(*state);
    assert_memory_equal(arena_take(*state, sizeof(zero)), zero, sizeof(zero));
}

static void blocks_do_not_overlap(void **state)
{
    char *small = arena_take(*state, 100);
    char *large = arena_take(*state, 3 << 20);

    memset(small, 'a', 100);
    memset(large, 'b', 3 << 20);
    assert_int_equal(small[99], 'a');
    assert_int_equal(large[(3 << 20) - 1], 'b');
    assert_true(arena_used(*state) >= (3u << 20) + 100);
    arena_reset(*state);
    assert_int_equal(arena_used(*state), 0);
}

struct steps {
    char seen[8];
    size_t count;
};

struct step {
    struct steps *steps;
    char name;
};

static void step_run(void *arg)
{
    struct step *step = arg;

    step->steps->seen[step->steps->count++] = step->name;
}

static void deferred_run_last_come_first_gone(void **state)
{
    struct steps steps = {.count = 0};
    struct step a = {&steps, 'a'};
    struct step b = {&steps, 'b'};

    arena_defer(*state, step_run, &a);
    arena_defer(*state, step_run, &b);
    arena_reset(*state);
    assert_string_equal(steps.seen, "ba");
    arena_reset(*state);
    assert_int_equal(steps.count, 2);
}

/* The exit status of a process of its own that does `act`. */
static int exit_of(void (*act)(void))
{
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
        act();
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Where a leak checker can see it when the process ends. */
static struct arena *volatile kept;

static void take_past_the_cap(void)
{
    kept = arena_new(1 << 20, 0);
    memset(arena_take(kept, (1 << 20) + 1), 1, 1);
}

static void take_an_array_past_memory(void)
{
    kept = arena_new(0, 0);
    memset(arena_array(kept, SIZE_MAX / 2, 3), 1, 1);
}

static void take_all_but_a_byte(void)
{
    kept = arena_new(0, 0);
    memset(arena_take(kept, SIZE_MAX), 1, 1);
}

static void the_cap_ends_the_process(void **state)
{
    (void)state;
    assert_int_equal(exit_of(take_past_the_cap), 70);
    assert_int_equal(exit_of(take_an_array_past_memory), 70);
    assert_int_equal(exit_of(take_all_but_a_byte), 70);
}

static void a_wiped_arena_forgets(void **state)
{
    struct arena *secret = arena_new(0, 1);
    char *taken = arena_take(secret, 32);

    (void)state;
    memcpy(taken, "green bulbs in april", 21);
    arena_reset(secret);
    assert_int_equal(taken[0], 0); /* the first block is kept, so that one may look */
    assert_int_equal(taken[19], 0);
    arena_free(secret);
}

static void views_compare_and_cut(void **state)
{
    struct str rest = STR("a=b=c");

    (void)state;
    assert_true(str_equal(STR(""), str_of(NULL)));
    assert_null(str_of(NULL).at);
    assert_true(str_is(str_cut(&rest, '='), "a"));
    assert_true(str_is(str_cut(&rest, '='), "b"));
    assert_true(str_is(str_cut(&rest, '='), "c"));
    assert_int_equal(rest.len, 0);
    assert_true(str_is(str_cut(&rest, '='), ""));

    assert_true(str_starts(STR("/inbox/7"), STR("/inbox")));
    assert_false(str_starts(STR("/in"), STR("/inbox")));
    assert_true(str_ends(STR("a.tpl"), STR(".tpl")));
    assert_false(str_ends(STR("tpl"), STR(".tpl")));
    assert_int_equal(str_find(STR("abc"), 'c'), 2);
    assert_int_equal(str_find(STR("abc"), 'x'), 3);
    assert_int_equal(str_find_str(STR("abcabd"), STR("abd")), 3);
    assert_true(str_is(str_from(STR("abc"), 9), ""));
    assert_true(str_is(str_upto(STR("abc"), 9), "abc"));
    assert_true(str_is(str_trim(STR(" \t\r\n a b \n")), "a b"));
    assert_true(str_is(str_trim(STR(" \n ")), ""));
}

static void copies_end_with_nul(void **state)
{
    struct str copy = str_copy(*state, str_upto(STR("abcdef"), 3));

    assert_string_equal(copy.at, "abc");
    assert_null(str_copy(*state, str_of(NULL)).at);
    assert_string_equal(str_z(*state, str_of(NULL)), "");
    ASSERT_STR(*state, str_format(*state, "%d-%s", 7, "x"), "7-x");
    ASSERT_STR(*state, str_lower(*state, STR("AbÄ9")), "abÄ9");
}

static void text_grows(void **state)
{
    struct strbuf buf = {.arena = *state};

    assert_int_equal(strbuf_str(&buf).len, 0);
    assert_non_null(strbuf_str(&buf).at);
    for (int i = 0; i < 10000; i++)
        strbuf_put_format(&buf, "%04d", i);
    assert_int_equal(strbuf_str(&buf).len, 40000);
    assert_memory_equal(strbuf_str(&buf).at + 4 * 9999, "9999", 4);
    strbuf_put(&buf, str_of(NULL));
    strbuf_put_byte(&buf, '.');
    assert_int_equal(strbuf_str(&buf).len, 40001);
}

struct thing {
    uint64_t thing_id;
    struct str name;
};
SHAPE(thing, FIELD(thing, thing_id), FIELD(thing, name));

static void lists_grow_and_keep_rows(void **state)
{
    struct list list = {.shape = &thing_shape};

    for (uint64_t i = 0; i < 1000; i++) {
        struct thing *thing = list_append(&list, *state);

        assert_int_equal(thing->thing_id, 0);
        thing->thing_id = i + 1;
    }
    assert_int_equal(list.count, 1000);
    for (size_t i = 0; i < list.count; i++)
        assert_int_equal(LIST_AT(&list, struct thing, i)->thing_id, i + 1);
}

static void shapes_describe_their_struct(void **state)
{
    static const char *const words[] = {"open", "closed", NULL};

    (void)state;
    assert_string_equal(thing_shape.name, "thing");
    assert_int_equal(thing_shape.size, sizeof(struct thing));
    assert_int_equal(thing_shape.count, 2);
    assert_string_equal(thing_shape.fields[1].name, "name");
    assert_int_equal(thing_shape.fields[0].kind, KIND_ID);
    assert_int_equal(thing_shape.fields[1].kind, KIND_TEXT);
    assert_int_equal(thing_shape.fields[1].offset, offsetof(struct thing, name));
    assert_int_equal(word_find(words, STR("closed")), 1);
    assert_int_equal(word_find(words, STR("Closed")), -1);
    assert_int_equal(word_find(words, STR("")), -1);
}

static void every_status_has_its_word(void **state)
{
    (void)state;
    for (int status = OK; status <= BROKEN; status++)
        for (int other = OK; other < status; other++)
            assert_string_not_equal(status_word((enum status)status),
                                    status_word((enum status)other));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(memory_is_zeroed_and_aligned),
        UNIT(blocks_do_not_overlap),
        UNIT(deferred_run_last_come_first_gone),
        UNIT(the_cap_ends_the_process),
        UNIT(a_wiped_arena_forgets),
        UNIT(views_compare_and_cut),
        UNIT(copies_end_with_nul),
        UNIT(text_grows),
        UNIT(lists_grow_and_keep_rows),
        UNIT(shapes_describe_their_struct),
        UNIT(every_status_has_its_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
