/* daemon.c: what every daemon shares: options, proof, signals, readiness, the loop
 *
 * Signals are blocked but while the loop waits, so that none is lost between looking and
 * waiting, and a turn is never interrupted. */
#include "daemon/daemon.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/option.h"
#include "base/stamp.h"
#include "daemon/bell.h"

enum { SECOND = 1000000, GRACE_S = 10 };

static const char *const lists[] = {"statements", NULL};

static volatile sig_atomic_t stop_asked;

static void stop_ask(int signal)
{
    (void)signal;
    stop_asked = 1;
}

/* Blocks the two; *waiting is the mask to wait with. */
static void signals_take(sigset_t *waiting)
{
    struct sigaction action = {.sa_handler = stop_ask};
    sigset_t blocked;

    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigaddset(&blocked, SIGINT);
    sigprocmask(SIG_BLOCK, &blocked, waiting);
    sigdelset(waiting, SIGTERM);
    sigdelset(waiting, SIGINT);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static void duty_wait(struct duty *duty, int bell, int64_t until, const sigset_t *waiting)
{
    struct pollfd *own = &duty->polls[duty->poll_count];
    int64_t us = until - clock_monotonic_us();
    struct timespec pause = {0};

    if (us > 0) {
        us = us < INT64_C(60) * SECOND ? us : INT64_C(60) * SECOND;
        pause.tv_sec = us / SECOND;
        pause.tv_nsec = us % SECOND * 1000;
    }
    *own = (struct pollfd){.fd = bell, .events = POLLIN};
    if (stop_asked && !duty->stopping)
        pause = (struct timespec){0};
    ppoll(duty->polls, duty->poll_count + 1, &pause, waiting);
    duty->rung = bell_heard(bell);
}

/* Until the turn says so; a stop that takes too long is cut off, since what was under way
 * is found again by the next start. */
static int duty_loop(struct duty *duty, const struct daemon *daemon, int bell,
                     const sigset_t *waiting)
{
    int64_t stop_at = INT64_MAX;

    for (;;) {
        int64_t until;

        arena_reset(duty->turn);
        db_visit(duty->db, duty->turn);
        duty->now = clock_monotonic_us();
        if (stop_asked && !duty->stopping) {
            duty->stopping = true;
            stop_at = duty->now + INT64_C(1) * GRACE_S * SECOND;
        }
        until = daemon->turn(duty);
        if (until == DUTY_DONE)
            return EXIT_SUCCESS;
        if (duty->now >= stop_at) {
            LOG("warn", "stopped before all was done", LOG_NUMBER("seconds", GRACE_S));
            return EXIT_SUCCESS;
        }
        duty_wait(duty, bell, until < stop_at ? until : stop_at, waiting);
    }
}

static int duty_start(struct duty *duty, const struct daemon *daemon,
                      const struct options *options)
{
    struct str why = STR("?");
    sigset_t waiting;
    int bell;

    signals_take(&waiting);
    duty->db = db_open(duty->conf, daemon->name, daemon->asks);
    db_visit(duty->db, duty->turn);
    if (daemon->open && daemon->open(duty, &why) != OK) {
        fprintf(stderr, "%s: %.*s\n", daemon->name, STR_ARG(why));
        return EXIT_CONFIG;
    }
    bell = bell_hang(duty->run_dir, daemon->name);
    if (bell < 0) {
        fprintf(stderr, "%s: its bell cannot be hung in %s\n", daemon->name, duty->run_dir);
        return EXIT_CONFIG;
    }
    options_ready(options);
    return duty_loop(duty, daemon, bell, &waiting);
}

int daemon_main(int argc, char **argv, const struct daemon *daemon)
{
    struct duty duty = {.life = arena_new(0, 0), .turn = arena_new(0, 0)};
    struct options options;
    struct conf *conf = NULL;
    struct str why = STR("?");

    log_open(daemon->name);
    if (options_read(argc, argv, lists, &options) != OK) {
        fprintf(stderr, "usage: %s --conf FILE [--check] [--ready-fd N] | --statements\n",
                daemon->name);
        return EXIT_USAGE;
    }
    if (options.list >= 0) {
        stmt_print(daemon->asks);
        return EXIT_SUCCESS;
    }
    if (conf_read(duty.life, options.conf, &conf, &why) == OK &&
        db_prove(duty.life, conf, daemon->name, daemon->asks, &why) == OK) {
        duty.conf = conf;
        duty.run_dir = conf_text(conf, "run_dir");
        return options.check ? EXIT_SUCCESS : duty_start(&duty, daemon, &options);
    }
    fprintf(stderr, "%s: %.*s\n", daemon->name, STR_ARG(why));
    return EXIT_CONFIG;
}
