/* test_bell.c: a ring wakes, many rings wake once, and no bell is no harm */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <poll.h>
#include <unistd.h>

#include "daemon/bell.h"

static void a_ring_is_heard_once(void **state)
{
    char folder[] = "/tmp/bell-XXXXXX";
    struct pollfd wait = {.events = POLLIN};

    (void)state;
    assert_non_null(mkdtemp(folder));
    bell_ring(folder, "nobody");
    wait.fd = bell_hang(folder, "esmed");
    assert_true(wait.fd >= 0);
    assert_false(bell_heard(wait.fd));
    for (int i = 0; i < 1000; i++)
        bell_ring(folder, "esmed"); /* more than its queue holds */
    assert_int_equal(poll(&wait, 1, 1000), 1);
    assert_true(bell_heard(wait.fd));
    assert_false(bell_heard(wait.fd));

    close(wait.fd);
    bell_ring(folder, "esmed"); /* its owner has gone */
    wait.fd = bell_hang(folder, "esmed");
    assert_true(wait.fd >= 0);
    close(wait.fd);
    assert_int_equal(chdir(folder), 0);
    unlink("esmed.bell");
    rmdir(folder);
}

static void a_path_that_is_too_long_is_no_bell(void **state)
{
    char folder[200];

    (void)state;
    for (size_t i = 0; i < sizeof(folder); i++)
        folder[i] = 'x';
    folder[sizeof(folder) - 1] = '\0';
    assert_int_equal(bell_hang(folder, "esmed"), -1);
    bell_ring(folder, "esmed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ring_is_heard_once),
        cmocka_unit_test(a_path_that_is_too_long_is_no_bell),
    };

    return cmocka_run_group_tests_name("bell", tests, NULL, NULL);
}
