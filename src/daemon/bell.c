/* bell.c: waking another process */
#include "daemon/bell.h"

#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/handed.h"

static bool address_of(const char *run_dir, const char *name, struct sockaddr_un *out)
{
    int len;

    *out = (struct sockaddr_un){.sun_family = AF_UNIX};
    len = snprintf(out->sun_path, sizeof(out->sun_path), "%s/%s.bell", run_dir, name);
    return len > 0 && (size_t)len < sizeof(out->sun_path);
}

void bell_ring(const char *run_dir, const char *name)
{
    struct sockaddr_un address;
    int fd;

    if (!address_of(run_dir, name, &address))
        return;
    fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    sendto(fd, "", 1, MSG_NOSIGNAL, (struct sockaddr *)&address, sizeof(address));
    close(fd);
}

int bell_hang(const char *run_dir, const char *name)
{
    struct sockaddr_un address;
    int fd = handed_socket();

    if (fd >= 0)
        return fd;
    if (!address_of(run_dir, name, &address))
        return -1;
    fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    unlink(address.sun_path);
    if (fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

bool bell_heard(int fd)
{
    char ring;
    bool heard = false;

    while (recv(fd, &ring, 1, MSG_DONTWAIT) >= 0)
        heard = true;
    return heard;
}
