/* fcgi.c: the wire to nginx, by libfcgi
 *
 * Waiting is done here, on the socket and on a signalfd together, and the socket does not
 * block: libfcgi's own accept would either miss a SIGTERM that comes just before it, or sleep
 * on when another worker has taken the visit. Answers are written past libfcgi's buffer of
 * 8 KiB, as whole records of 32 KiB, which measured best, the end together with the last one,
 * so that nginx is woken once. Connections are never kept: a kept one would pin this worker to
 * one nginx. */
#include "http/fcgi.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

enum {
    PIECE = 32 << 10, /* content of a record */
    RECORD_HEAD = 8,  /* FastCGI 1.0, 3.3 */
    FCGI_VERSION = 1,
    FCGI_TYPE_END = 3,
    FCGI_TYPE_STDOUT = 6,
    PATIENCE_S = 15, /* without a byte from or to nginx */
    SCRAP = 8 << 10,
    SCRAP_MOST = 16 << 20,
};

struct fcgi {
    FCGX_Request request;
    int listening;
    int signals;
    int waiting; /* epoll, for both */
};

static void fd_drop(const int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

/* A socket file that nobody answers on is what a killed process left. */
static enum status stale_remove(const struct sockaddr_un *address)
{
    ON_EXIT(fd_drop) const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0 || fcntl(fd, F_SETFL, O_NONBLOCK) != 0)
        return BROKEN;
    if (connect(fd, (const struct sockaddr *)address, sizeof(*address)) == 0 || errno == EAGAIN)
        return CONFLICT;
    if (errno == ECONNREFUSED && unlink(address->sun_path) != 0)
        return BROKEN;
    return OK;
}

static int socket_make(const struct sockaddr_un *address, int backlog)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    mode_t mask = umask(S_IXUSR | S_IXGRP | S_IRWXO);
    bool made = fd >= 0 && bind(fd, (const struct sockaddr *)address, sizeof(*address)) == 0 &&
                listen(fd, backlog) == 0;
    int why = errno;

    umask(mask);
    if (!made)
        fd_drop(&fd);
    errno = why;
    return made ? fd : -1;
}

enum status fcgi_listen(struct arena *arena, const char *path, int backlog, int *out,
                        struct str *why)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd;

    if (strlen(path) >= sizeof(address.sun_path)) {
        *why = str_format(arena,
                          "socket %s: the path is longer than the %zu bytes a socket may have; "
                          "choose a shorter run_dir",
                          path, sizeof(address.sun_path) - 1);
        return INVALID;
    }
    memcpy(address.sun_path, path, strlen(path));
    if (stale_remove(&address) == CONFLICT) {
        *why = str_format(arena, "socket %s: another process answers on it", path);
        return INVALID;
    }
    fd = socket_make(&address, backlog);
    if (fd < 0) {
        *why = str_format(arena, "socket %s: %s", path, strerror(errno));
        return INVALID;
    }
    *out = fd;
    return OK;
}

static void fcgi_close(void *arg)
{
    struct fcgi *fcgi = arg;

    FCGX_Free(&fcgi->request, 1);
    fd_drop(&fcgi->signals);
    fd_drop(&fcgi->waiting);
}

/* Of the workers that wait for the same socket one is woken a visit, not all of them. */
static enum status waiting_open(struct fcgi *fcgi)
{
    struct epoll_event signals = {.events = EPOLLIN, .data.fd = fcgi->signals};
    struct epoll_event visits = {.events = EPOLLIN | EPOLLEXCLUSIVE,
                                 .data.fd = fcgi->listening};

    fcgi->waiting = epoll_create1(EPOLL_CLOEXEC);
    return fcgi->waiting >= 0 &&
                   epoll_ctl(fcgi->waiting, EPOLL_CTL_ADD, fcgi->signals, &signals) == 0 &&
                   epoll_ctl(fcgi->waiting, EPOLL_CTL_ADD, fcgi->listening, &visits) == 0
               ? OK
               : BROKEN;
}

enum status fcgi_open(struct arena *arena, int listening, struct fcgi **out)
{
    struct fcgi *fcgi = ARENA_NEW(arena, struct fcgi);
    sigset_t term;

    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    if (sigprocmask(SIG_BLOCK, &term, NULL) != 0 || FCGX_Init() != 0 ||
        FCGX_InitRequest(&fcgi->request, listening, 0) != 0)
        return BROKEN;
    fcgi->listening = listening;
    fcgi->signals = signalfd(-1, &term, SFD_CLOEXEC | SFD_NONBLOCK);
    if (fcgi->signals < 0)
        return BROKEN;
    TRY(waiting_open(fcgi));
    arena_defer(arena, fcgi_close, fcgi);
    *out = fcgi;
    return OK;
}

/* OK when somebody waits on the socket, perhaps for another worker. */
static enum status fcgi_wait(const struct fcgi *fcgi)
{
    struct epoll_event event;

    while (epoll_wait(fcgi->waiting, &event, 1, -1) < 0)
        if (errno != EINTR)
            return BROKEN;
    if (event.data.fd == fcgi->signals)
        return NOT_FOUND;
    return event.events & (EPOLLERR | EPOLLHUP) ? BROKEN : OK;
}

/* Nothing on the line may hold the worker for ever. */
static enum status patience_set(int fd)
{
    struct timeval patience = {.tv_sec = PATIENCE_S};

    return setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)) == 0 &&
                   setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience)) == 0
               ? OK
               : BROKEN;
}

enum status fcgi_accept(struct fcgi *fcgi)
{
    int got;

    do {
        TRY(fcgi_wait(fcgi));
        got = FCGX_Accept_r(&fcgi->request);
    } while (got == -EAGAIN || got == -EINTR); /* another worker was faster */
    if (got != 0)
        return BROKEN;
    return patience_set(fcgi->request.ipcFd);
}

const struct param *fcgi_params(struct fcgi *fcgi, struct arena *arena)
{
    struct param *params;
    size_t count = 0;

    while (fcgi->request.envp[count])
        count++;
    params = ARENA_NEW_N(arena, struct param, count + 1);
    for (size_t i = 0; i < count; i++) {
        char *name = fcgi->request.envp[i];
        char *sign = strchr(name, '=');

        /* libfcgi writes NAME=VALUE and frees it whole; we part the two. */
        if (sign)
            *sign = '\0';
        params[i] = (struct param){.name = name, .value = sign ? sign + 1 : ""};
    }
    return params;
}

bool fcgi_is_left(const struct fcgi *fcgi)
{
    struct pollfd line = {.fd = fcgi->request.ipcFd};

    return poll(&line, 1, 0) == 1 && (line.revents & POLLHUP) != 0;
}

enum status fcgi_read(struct fcgi *fcgi, struct arena *arena, size_t len, size_t limit,
                      struct str *out)
{
    char *body;
    size_t got = 0;

    if (len > limit || len > INT32_MAX)
        return TOO_MUCH;
    body = arena_take(arena, len + 1);
    while (got < len) {
        int n = FCGX_GetStr(body + got, (int)(len - got), fcgi->request.in);

        if (n <= 0)
            return INVALID;
        got += (size_t)n;
    }
    *out = (struct str){.at = body, .len = len};
    return OK;
}

static void iov_skip(struct iovec *iov, size_t count, size_t done)
{
    for (size_t i = 0; i < count; i++) {
        size_t step = done < iov[i].iov_len ? done : iov[i].iov_len;

        iov[i].iov_base = (char *)iov[i].iov_base + step;
        iov[i].iov_len -= step;
        done -= step;
    }
}

static enum status iov_write(int fd, struct iovec *iov, size_t count, size_t left)
{
    while (left > 0) {
        struct msghdr message = {.msg_iov = iov, .msg_iovlen = count};
        ssize_t sent = sendmsg(fd, &message, MSG_NOSIGNAL);

        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return BROKEN;
        iov_skip(iov, count, (size_t)sent);
        left -= (size_t)sent;
    }
    return OK;
}

static struct iovec iov_of(const void *at, size_t len)
{
    return (struct iovec){.iov_base = (void *)(uintptr_t)at, .iov_len = len};
}

/* FastCGI 1.0, 3.3. */
static void record_head(char *head, const FCGX_Request *request, char type, size_t len)
{
    head[0] = FCGI_VERSION;
    head[1] = type;
    head[2] = (char)(request->requestId >> 8 & 0xff);
    head[3] = (char)(request->requestId & 0xff);
    head[4] = (char)(len >> 8 & 0xff);
    head[5] = (char)(len & 0xff);
}

/* One record whose content is two pieces of together at most PIECE bytes; the last one has the
 * end of the visit behind it. */
static enum status record_write(const FCGX_Request *request, struct str a, struct str b,
                                bool last)
{
    char head[RECORD_HEAD] = {0};
    char end[3 * RECORD_HEAD] = {0}; /* an empty record, and all went well */
    struct iovec iov[] = {iov_of(head, sizeof(head)), iov_of(a.at, a.len), iov_of(b.at, b.len),
                          iov_of(end, last ? sizeof(end) : 0)};

    record_head(head, request, FCGI_TYPE_STDOUT, a.len + b.len);
    record_head(end, request, FCGI_TYPE_STDOUT, 0);
    record_head(end + RECORD_HEAD, request, FCGI_TYPE_END, RECORD_HEAD);
    return iov_write(request->ipcFd, iov, COUNT_OF(iov),
                     sizeof(head) + a.len + b.len + iov[3].iov_len);
}

enum status fcgi_answer(struct fcgi *fcgi, struct str head, struct str body)
{
    while (head.len + body.len > 0) {
        struct str a = str_upto(head, PIECE);
        struct str b = str_upto(body, PIECE - a.len);

        head = str_from(head, a.len);
        body = str_from(body, b.len);
        TRY(record_write(&fcgi->request, a, b, head.len + body.len == 0));
    }
    return OK;
}

/* Closing a socket on which bytes wait unread makes the kernel report a reset to nginx, which
 * then logs an error beside the answer it has: take what is there of a body nobody wanted. */
static void rest_drop(int fd)
{
    char scrap[SCRAP];

    for (size_t dropped = 0; dropped < SCRAP_MOST; dropped += sizeof(scrap))
        if (recv(fd, scrap, sizeof(scrap), MSG_DONTWAIT) <= 0)
            break;
}

/* Once nginx has said all there is nothing to wait for: the answer lies ready for it. libfcgi
 * would shut the line down and stay until nginx had closed it too. */
void fcgi_finish(struct fcgi *fcgi)
{
    if (FCGX_GetChar(fcgi->request.in) == EOF)
        FCGX_Detach(&fcgi->request);
    else
        rest_drop(fcgi->request.ipcFd);
    FCGX_Free(&fcgi->request, 1);
}
