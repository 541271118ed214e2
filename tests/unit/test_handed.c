/* test_handed.c: what systemd hands over is taken, and what was meant for another is not */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/handed.h"
#include "daemon/bell.h"

static void environment(pid_t pid, const char *count)
{
    char text[32];

    snprintf(text, sizeof(text), "%d", (int)pid);
    setenv("LISTEN_PID", text, 1);
    setenv("LISTEN_FDS", count, 1);
}

static void a_socket_for_us_is_taken(void **state)
{
    int pair[2];

    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair), 0);
    if (pair[0] != 3)
        assert_int_equal(dup2(pair[0], 3), 3);
    environment(getpid(), "1");
    assert_int_equal(handed_socket(), 3);
    assert_true(fcntl(3, F_GETFL) & O_NONBLOCK);
    assert_true(fcntl(3, F_GETFD) & FD_CLOEXEC);
    assert_int_equal(bell_hang("/nowhere", "esmed"), 3);
    assert_int_equal(write(pair[1], "", 1), 1);
    assert_true(bell_heard(3));
}

static void what_is_not_ours_is_left(void **state)
{
    (void)state;
    environment(getpid() + 1, "1"); /* a parent's, which we inherited */
    assert_int_equal(handed_socket(), -1);
    environment(getpid(), "2"); /* more than we know what to do with */
    assert_int_equal(handed_socket(), -1);
    environment(getpid(), "one");
    assert_int_equal(handed_socket(), -1);
    unsetenv("LISTEN_FDS");
    assert_int_equal(handed_socket(), -1);
}

static void readiness_is_told_once_served(void **state)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char folder[] = "/tmp/handed-XXXXXX";
    char got[32] = "";
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);

    (void)state;
    unsetenv("NOTIFY_SOCKET");
    handed_ready(); /* to nobody */
    assert_non_null(mkdtemp(folder));
    snprintf(address.sun_path, sizeof(address.sun_path), "%s/notify", folder);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    setenv("NOTIFY_SOCKET", address.sun_path, 1);
    handed_ready();
    assert_int_equal(recv(fd, got, sizeof(got), MSG_DONTWAIT), 7);
    assert_string_equal(got, "READY=1");
    unlink(address.sun_path);
    rmdir(folder);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_socket_for_us_is_taken),
        cmocka_unit_test(what_is_not_ours_is_left),
        cmocka_unit_test(readiness_is_told_once_served),
    };

    return cmocka_run_group_tests_name("handed", tests, NULL, NULL);
}
