/* smsc.c: the built-in carrier: a real SMSC over TCP, for `make run`, demos and tests
 *
 * One process, one loop, bounded memory. It speaks SMPP 3.4 to whoever binds, answers
 * submits, sends receipts and writes back as people would. sim/fate.h lists the numbers
 * that choose an outcome; sim/control.h the socket by which it is steered. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/number.h"
#include "base/stamp.h"
#include "sim/client.h"
#include "sim/desk.h"

enum { EXIT_USAGE = 64, EXIT_UNAVAILABLE = 69, EXIT_CONFIG = 78 };
enum { MEMORY = 64 << 20, DIAL_BACKLOG = 16 };

struct smsc {
    struct carrier carrier;
    int listener;
    int ready_fd;
    const char *control_path;
    struct desks desks;
};

static volatile sig_atomic_t stopped;

static void stop(int number)
{
    (void)number;
    stopped = 1;
}

static NORETURN void give_up(int code, const char *what, const char *about)
{
    fprintf(stderr, "smsc: %s: %s\n", about, what);
    exit(code);
}

static void usage(void)
{
    puts("smsc [--conf FILE] [--control SOCKET] [--log FILE] [--system-id X] [--password Y]\n"
         "     [--ready-fd N] [--check] and any of these, with their defaults:");
    settings_print();
}

static int tcp_listen(int64_t port)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(address);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    if (bind(fd, (struct sockaddr *)&address, size) != 0 || listen(fd, DIAL_BACKLOG) != 0)
        give_up(EXIT_UNAVAILABLE, "the port is in use", "127.0.0.1");
    if (getsockname(fd, (struct sockaddr *)&address, &size) == 0)
        LOG("info", "listening", LOG_NUMBER("port", ntohs(address.sin_port)));
    return fd;
}

static void conf_take(struct smsc *smsc, struct arena *arena, const char *path)
{
    struct conf *conf = NULL;
    struct str why = {0};

    if (conf_read(arena, path, &conf, &why) != OK)
        give_up(EXIT_CONFIG, str_z(arena, why), path);
    if (settings_of_conf(&smsc->carrier.settings, conf, &why) != OK)
        give_up(EXIT_CONFIG, str_z(arena, why), "no value for a setting of the carrier");
    smsc->carrier.system_id = conf_text_or(conf, "carrier_system_id", NULL);
    smsc->carrier.password = conf_text_or(conf, "carrier_password", NULL);
    smsc->control_path = conf_text_or(conf, "carrier_control", NULL);
    if (!smsc->control_path)
        smsc->control_path =
            str_z(arena, str_format(arena, "%s/smsc.control", conf_text(conf, "run_dir")));
}

static void log_to(const char *path)
{
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);

    if (fd < 0 || dup2(fd, STDERR_FILENO) < 0)
        give_up(EXIT_UNAVAILABLE, "cannot be written", path);
    close(fd);
}

/* Options apply in their order, so that those behind --conf win over the file. */
static void option_take(struct smsc *smsc, struct arena *arena, const char *name,
                        const char *value)
{
    int64_t fd;

    if (!value)
        give_up(EXIT_USAGE, "wants a value", name);
    if (strcmp(name, "--conf") == 0) {
        conf_take(smsc, arena, value);
    } else if (strcmp(name, "--control") == 0) {
        smsc->control_path = value;
    } else if (strcmp(name, "--log") == 0) {
        log_to(value);
        smsc->carrier.logs_text = true;
    } else if (strcmp(name, "--system-id") == 0) {
        smsc->carrier.system_id = value;
    } else if (strcmp(name, "--password") == 0) {
        smsc->carrier.password = value;
    } else if (strcmp(name, "--ready-fd") == 0) {
        if (number_parse(str_of(value), 0, 1 << 20, &fd) != OK)
            give_up(EXIT_USAGE, "wants a number", name);
        smsc->ready_fd = (int)fd;
    } else if (!str_starts(str_of(name), STR("--")) ||
               setting_set(&smsc->carrier.settings, str_from(str_of(name), 2), str_of(value)) !=
                   OK) {
        give_up(EXIT_USAGE, "no such option, or not its value", name);
    }
}

static void options_take(struct smsc *smsc, struct arena *arena, char **args)
{
    for (; *args; args++) {
        if (strcmp(*args, "--help") == 0) {
            usage();
            exit(0);
        }
        if (strcmp(*args, "--check") == 0)
            continue;
        option_take(smsc, arena, args[0], args[1]);
        args++;
    }
}

static void say_ready(int fd)
{
    if (fd < 0)
        return;
    if (write(fd, "\n", 1) != 1)
        LOG("warn", "readiness was not heard", LOG_NUMBER("fd", fd));
    close(fd);
}

enum { POLLS = 1 + CLIENTS_MOST + DESK_POLLS };

static int wait_ms(const struct carrier *carrier)
{
    int64_t at = client_errands_at(carrier);
    int64_t us = at - clock_monotonic_us();

    if (at == INT64_MAX)
        return -1;
    return us <= 0 ? 0 : us > 1000000 ? 1000 : (int)(us / 1000 + 1);
}

static void wait_for_something(struct smsc *smsc, struct pollfd *polls)
{
    polls[0] = (struct pollfd){.fd = smsc->listener, .events = POLLIN};
    for (size_t i = 0; i < CLIENTS_MOST; i++) {
        const struct client *client = &smsc->carrier.clients[i];

        polls[1 + i] = (struct pollfd){.fd = client->serial ? client->stream.fd : -1,
                                       .events = stream_wants(&client->stream)};
    }
    desks_poll(&smsc->desks, polls + 1 + CLIENTS_MOST);
    poll(polls, POLLS, wait_ms(&smsc->carrier));
}

static void errands_run(struct carrier *carrier)
{
    client_errands(carrier);
    for (size_t i = 0; i < CLIENTS_MOST; i++)
        if (carrier->clients[i].serial != 0 && stream_flush(&carrier->clients[i].stream) != OK)
            client_drop(carrier, &carrier->clients[i]);
}

static void turn(struct smsc *smsc)
{
    struct carrier *carrier = &smsc->carrier;
    struct pollfd polls[POLLS];

    wait_for_something(smsc, polls);
    arena_reset(carrier->visit);
    carrier->now = clock_monotonic_us();
    for (size_t i = 0; i < CLIENTS_MOST; i++)
        if (polls[1 + i].revents && carrier->clients[i].serial != 0)
            client_step(carrier, &carrier->clients[i]);
    if (polls[0].revents)
        client_accept(carrier, accept4(smsc->listener, NULL, NULL, SOCK_CLOEXEC));
    desks_step(&smsc->desks, carrier, polls + 1 + CLIENTS_MOST);
    errands_run(carrier);
}

static void carrier_open(struct carrier *carrier, struct arena *arena)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    carrier->random = (uint64_t)carrier->settings.seed.least * UINT64_C(0x9e3779b97f4a7c15);
    if (carrier->random == 0)
        carrier->random = ((uint64_t)now.tv_sec << 20) + (uint64_t)now.tv_nsec + 1;
    /* Ids of a new start must not meet those of an old one. */
    carrier->last_id = (uint64_t)now.tv_sec << 16;
    carrier->visit = arena_new(0, 0);
    errands_open(&carrier->answers, arena);
    errands_open(&carrier->deliveries, arena);
    tally_open(&carrier->tally, arena);
}

int main(int count, char **args)
{
    struct arena *arena = arena_new(MEMORY, 0);
    struct smsc *smsc = ARENA_NEW(arena, struct smsc);

    (void)count;
    log_open("smsc");
    smsc->carrier.settings = settings_new();
    smsc->ready_fd = -1;
    options_take(smsc, arena, args + 1);
    carrier_open(&smsc->carrier, arena);
    smsc->listener = tcp_listen(smsc->carrier.settings.port.least);
    if (desks_open(&smsc->desks, smsc->control_path) != OK)
        give_up(EXIT_UNAVAILABLE, "the control socket cannot be made", smsc->control_path);
    sigaction(SIGTERM, &(struct sigaction){.sa_handler = stop}, NULL);
    sigaction(SIGINT, &(struct sigaction){.sa_handler = stop}, NULL);
    say_ready(smsc->ready_fd);

    while (!stopped)
        turn(smsc);
    desks_close(&smsc->desks);
    arena_free(smsc->carrier.visit);
    arena_free(arena);
    return 0;
}
