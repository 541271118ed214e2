/* handed.c: what a service manager hands to the process that it starts */
#include "base/handed.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/number.h"
#include "base/str.h"

enum { HANDED_FIRST = 3 }; /* SD_LISTEN_FDS_START */

/* Whether the environment says just this number. */
static bool is_said(const char *name, int64_t number)
{
    const char *text = getenv(name);
    int64_t said;

    return text && number_parse(str_of(text), 0, INT32_MAX, &said) == OK && said == number;
}

int handed_socket(void)
{
    int flags;

    if (!is_said("LISTEN_PID", getpid()) || !is_said("LISTEN_FDS", 1))
        return -1;
    flags = fcntl(HANDED_FIRST, F_GETFL);
    if (flags < 0 || fcntl(HANDED_FIRST, F_SETFL, flags | O_NONBLOCK) != 0 ||
        fcntl(HANDED_FIRST, F_SETFD, FD_CLOEXEC) != 0)
        return -1;
    return HANDED_FIRST;
}

void handed_ready(void)
{
    static const char ready[] = "READY=1";
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const char *path = getenv("NOTIFY_SOCKET");
    size_t len = path ? strlen(path) : 0;
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len);
    int fd;

    if (len < 2 || len >= sizeof(address.sun_path))
        return;
    memcpy(address.sun_path, path, len);
    if (path[0] == '@') /* Linux's abstract names begin with a NUL */
        address.sun_path[0] = '\0';
    fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    sendto(fd, ready, sizeof(ready) - 1, MSG_NOSIGNAL, (struct sockaddr *)&address, size);
    close(fd);
}
