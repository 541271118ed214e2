/* desk.c: the control socket's connections */
#include "sim/desk.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "sim/control.h"

enum { BACKLOG = 16 };

enum status desks_open(struct desks *desks, const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    *desks = (struct desks){.listener = -1, .path = path};
    for (size_t i = 0; i < DESKS; i++)
        desks->desk[i].fd = -1;
    if (!path)
        return OK;
    if (strlen(path) >= sizeof(address.sun_path))
        return BROKEN;

    memcpy(address.sun_path, path, strlen(path) + 1);
    unlink(path);
    umask(0077);
    desks->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (bind(desks->listener, (struct sockaddr *)&address, sizeof(address)) != 0 ||
        listen(desks->listener, BACKLOG) != 0)
        return BROKEN;
    return OK;
}

void desks_close(struct desks *desks)
{
    if (desks->path)
        unlink(desks->path);
}

static void desk_open(struct desks *desks, int fd)
{
    for (size_t i = 0; i < DESKS; i++) {
        if (desks->desk[i].fd >= 0)
            continue;
        desks->desk[i].fd = fd;
        desks->desk[i].len = 0;
        return;
    }
    close(fd);
}

static void desk_close(struct desk *desk)
{
    close(desk->fd);
    desk->fd = -1;
}

/* Commands are short and answers shorter, so writing may block for the moment it takes. */
static void desk_answer(struct desk *desk, struct carrier *carrier, struct str line)
{
    struct str answer = control_run(carrier, line);
    struct str whole = str_format(carrier->visit, "%.*s\n", STR_ARG(answer));

    if (send(desk->fd, whole.at, whole.len, MSG_NOSIGNAL) != (ssize_t)whole.len)
        desk_close(desk);
}

static void desk_step(struct desk *desk, struct carrier *carrier)
{
    ssize_t got = recv(desk->fd, desk->line + desk->len, DESK_LINE - desk->len, MSG_DONTWAIT);
    struct str rest;

    if (got <= 0) {
        desk_close(desk);
        return;
    }
    desk->len += (size_t)got;
    rest = (struct str){.at = desk->line, .len = desk->len};
    while (desk->fd >= 0 && str_find(rest, '\n') < rest.len)
        desk_answer(desk, carrier, str_cut(&rest, '\n'));
    if (rest.len == DESK_LINE)
        rest.len = 0;
    memmove(desk->line, rest.at, rest.len);
    desk->len = rest.len;
}

void desks_poll(const struct desks *desks, struct pollfd *polls)
{
    polls[0] = (struct pollfd){.fd = desks->listener, .events = POLLIN};
    for (size_t i = 0; i < DESKS; i++)
        polls[1 + i] = (struct pollfd){.fd = desks->desk[i].fd, .events = POLLIN};
}

void desks_step(struct desks *desks, struct carrier *carrier, const struct pollfd *polls)
{
    for (size_t i = 0; i < DESKS; i++)
        if (polls[1 + i].revents && desks->desk[i].fd >= 0)
            desk_step(&desks->desk[i], carrier);
    if (polls[0].revents)
        desk_open(desks, accept4(desks->listener, NULL, NULL, SOCK_CLOEXEC));
}
