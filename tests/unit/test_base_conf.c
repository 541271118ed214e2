/* test_base_conf.c: the configuration file */
#include <sys/wait.h>
#include <unistd.h>

#include "base/conf.h"
#include "kit/unit.h"

/* A file of its own with this content; its name lives in the arena. */
static const char *file_with(struct arena *arena, struct str content)
{
    struct str name = str_copy(arena, STR("/tmp/branchline-conf-XXXXXX"));
    int fd = mkstemp((char *)(uintptr_t)name.at);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, content.at, content.len), (ssize_t)content.len);
    close(fd);
    return name.at;
}

static struct conf *conf_of(struct arena *arena, struct str content)
{
    const char *path = file_with(arena, content);
    struct conf *conf = NULL;
    struct str why;

    assert_int_equal(conf_read(arena, path, &conf, &why), OK);
    unlink(path);
    return conf;
}

static void values_are_read(void **state)
{
    struct conf *conf = conf_of(*state, STR("# a comment\n\nbase_url = http://localhost:8080\n"
                                            "  workers=4  \r\nempty =\nlast = a = b"));

    assert_string_equal(conf_text(conf, "base_url"), "http://localhost:8080");
    assert_string_equal(conf_text(conf, "empty"), "");
    assert_string_equal(conf_text(conf, "last"), "a = b");
    assert_null(conf_text_or(conf, "Base_url", NULL));
    assert_int_equal(conf_number(conf, "workers", 1, 64, 9), 4);
    assert_int_equal(conf_number(conf, "absent", 1, 64, 9), 9);
}

static void the_later_line_counts(void **state)
{
    struct conf *conf = conf_of(*state, STR("port = 1\nport = 2\n"));

    assert_int_equal(conf_number(conf, "port", 1, 9, 0), 2);
}

static void a_bad_line_is_named(void **state)
{
    static const char *const bad[] = {"a = 1\nno equals sign\n", "a = 1\n= value\n"};

    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        const char *path = file_with(*state, str_of(bad[i]));
        struct conf *conf;
        struct str why = {0};

        assert_int_equal(conf_read(*state, path, &conf, &why), INVALID);
        assert_true(str_find_str(why, STR("line 2")) < why.len);
        unlink(path);
    }
}

static void a_missing_file_is_named(void **state)
{
    struct conf *conf;
    struct str why = {0};

    assert_int_equal(conf_read(*state, "/nowhere/branchline.conf", &conf, &why), INVALID);
    assert_true(str_starts(why, STR("/nowhere/branchline.conf can't be read")));
}

static void secrets_are_trimmed(void **state)
{
    const char *path = file_with(*state, STR("0011ff\n"));
    struct str secret;

    assert_int_equal(conf_secret(*state, path, &secret), OK);
    ASSERT_STR(*state, secret, "0011ff");
    unlink(path);
    assert_int_equal(conf_secret(*state, path, &secret), BROKEN);
}

static void ask_for_a_missing_key(const struct conf *conf)
{
    conf_text(conf, "absent");
}

static void ask_for_a_number_that_is_none(const struct conf *conf)
{
    conf_number(conf, "word", 0, 9, 0);
}

static void ask_for_a_number_out_of_range(const struct conf *conf)
{
    conf_number(conf, "large", 0, 9, 0);
}

static void a_mistake_ends_the_program(void **state)
{
    void (*const asks[])(const struct conf *) = {
        ask_for_a_missing_key,
        ask_for_a_number_that_is_none,
        ask_for_a_number_out_of_range,
    };
    struct conf *conf = conf_of(*state, STR("word = ten\nlarge = 10\n"));

    for (size_t i = 0; i < COUNT_OF(asks); i++) {
        int status = 0;
        pid_t child = fork();

        if (child == 0) {
            if (freopen("/dev/null", "w", stderr))
                asks[i](conf);
            _exit(0);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 78);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(values_are_read),     UNIT(the_later_line_counts),
        UNIT(a_bad_line_is_named), UNIT(a_missing_file_is_named),
        UNIT(secrets_are_trimmed), UNIT(a_mistake_ends_the_program),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
