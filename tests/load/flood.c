/* flood.c: visitors who come at a fixed rate and wait for nobody
 *
 *     flood PORT RATE SECONDS LINES [COUNT] < requests
 *
 * RATE visits a second are due, evenly; one that finds no line free (all LINES wait for an
 * answer) is counted as unsent. RATE 0: each line asks again as soon as it is answered, which
 * finds the peak. COUNT ends it once so many were asked and answered. A time is counted from
 * when the visit was due, so that no wait is omitted.
 * The requests, one after the other in turn, come from stdin, each ended by a line of "%%".
 *
 * Prints a line a second, `second answered shed other p95_us`, then names and numbers. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/number.h"
#include "base/stamp.h"
#include "load/answer.h"
#include "load/tally.h"

enum { LINES_MOST = 2000, REQUESTS_MOST = 16, REQUEST_BYTES = 64 << 10, EVENTS = 256 };

struct line {
    int fd; /* 0: none */
    bool busy;
    int64_t due_us;
    struct answer answer;
};

struct flood {
    struct sockaddr_in address;
    int64_t rate;
    int64_t end_us;
    int64_t lines_most;
    int64_t left; /* visits still to make */
    int64_t open; /* visits without an answer */
    int poll;
    struct line lines[LINES_MOST];
    struct line *idle[LINES_MOST];
    size_t idles;
    struct str requests[REQUESTS_MOST];
    size_t count;
    size_t next;
    struct tally tally;
};

static void line_drop(struct line *line)
{
    if (line->fd > 0)
        close(line->fd);
    line->fd = 0;
}

static void line_rest(struct flood *flood, struct line *line)
{
    flood->open -= line->busy;
    line->busy = false;
    flood->idle[flood->idles++] = line;
}

static bool line_connect(struct flood *flood, struct line *line)
{
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = line};

    line->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (line->fd <= 0)
        return false;
    if (connect(line->fd, (const struct sockaddr *)&flood->address, sizeof(flood->address)) ==
            0 &&
        epoll_ctl(flood->poll, EPOLL_CTL_ADD, line->fd, &event) == 0)
        return true;
    line_drop(line);
    return false;
}

/* Send the next request on a line that rests. */
static void line_ask(struct flood *flood, int64_t due_us)
{
    struct line *line = flood->idle[--flood->idles];
    struct str request = flood->requests[flood->next++ % flood->count];

    line->answer = (struct answer){0};
    line->due_us = due_us;
    line->busy = true;
    flood->left--;
    flood->open++;
    if ((line->fd > 0 || line_connect(flood, line)) &&
        send(line->fd, request.at, request.len, MSG_NOSIGNAL) == (ssize_t)request.len)
        return;
    line_drop(line);
    tally_add(&flood->tally, &line->answer, clock_monotonic_us() - due_us);
    line_rest(flood, line);
}

static void line_hear(struct flood *flood, struct line *line)
{
    char piece[32 << 10];
    ssize_t got = recv(line->fd, piece, sizeof(piece), MSG_DONTWAIT);

    if (got < 0 && errno == EAGAIN)
        return;
    if (got <= 0)
        line_drop(line);
    else if (!answer_take(&line->answer, (struct str){.at = piece, .len = (size_t)got}))
        return;
    if (!line->busy)
        return; /* nginx has closed a line that rested */
    if (line->answer.closes)
        line_drop(line);
    tally_add(&flood->tally, &line->answer, clock_monotonic_us() - line->due_us);
    line_rest(flood, line);
}

static void flood_hear(struct flood *flood, int wait_ms)
{
    struct epoll_event events[EVENTS];
    int count = epoll_wait(flood->poll, events, EVENTS, wait_ms);

    for (int i = 0; i < count; i++)
        line_hear(flood, events[i].data.ptr);
}

/* Ask what is due by now. */
static void flood_ask(struct flood *flood, int64_t *due_us, int64_t now)
{
    for (; flood->rate > 0 && *due_us <= now && flood->left > 0;
         *due_us += STAMP_SECOND / flood->rate) {
        if (flood->idles > 0)
            line_ask(flood, *due_us);
        else
            flood->tally.unsent++;
    }
    while (flood->rate == 0 && flood->idles > 0 && flood->left > 0)
        line_ask(flood, clock_monotonic_us());
}

static void flood_run(struct flood *flood, int64_t begin_us)
{
    int64_t due_us = begin_us;
    int64_t second_us = begin_us + STAMP_SECOND;
    int64_t now = begin_us;

    while (now < flood->end_us && (flood->left > 0 || flood->open > 0)) {
        flood_ask(flood, &due_us, now);
        if (now >= second_us) {
            tally_second(&flood->tally);
            second_us += STAMP_SECOND;
        }
        flood_hear(flood, 1);
        now = clock_monotonic_us();
    }
}

static void requests_read(struct flood *flood)
{
    static char bytes[REQUEST_BYTES];
    size_t len = fread(bytes, 1, sizeof(bytes), stdin);
    struct str rest = {.at = bytes, .len = len};

    while (rest.len > 0 && flood->count < REQUESTS_MOST) {
        size_t end = str_find_str(rest, STR("%%\n"));

        flood->requests[flood->count++] = str_upto(rest, end);
        rest = str_from(rest, end + 3);
    }
}

int main(int argc, char **argv)
{
    static struct flood flood; /* too large for a stack */
    int64_t port;
    int64_t seconds;
    int64_t begin_us;

    if (argc < 5 || argc > 6 || number_parse(str_of(argv[1]), 1, UINT16_MAX, &port) != OK ||
        number_parse(str_of(argv[2]), 0, 100000, &flood.rate) != OK ||
        number_parse(str_of(argv[3]), 1, 3600, &seconds) != OK ||
        number_parse(str_of(argv[4]), 1, LINES_MOST, &flood.lines_most) != OK ||
        number_parse(str_of(argc == 6 ? argv[5] : "1000000000"), 1, INT32_MAX, &flood.left) !=
            OK) {
        fprintf(stderr, "usage: flood PORT RATE SECONDS LINES [COUNT] < requests\n");
        return 2;
    }
    flood.address = (struct sockaddr_in){.sin_family = AF_INET,
                                         .sin_port = htons((uint16_t)port),
                                         .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    flood.poll = epoll_create1(EPOLL_CLOEXEC);
    requests_read(&flood);
    if (flood.poll < 0 || flood.count == 0)
        return EXIT_FAILURE;
    for (int64_t i = 0; i < flood.lines_most; i++)
        line_rest(&flood, &flood.lines[i]);
    begin_us = clock_monotonic_us();
    flood.end_us = begin_us + seconds * STAMP_SECOND;
    flood_run(&flood, begin_us);
    tally_print(&flood.tally, clock_monotonic_us() - begin_us);
    return EXIT_SUCCESS;
}
