/* program.c: prove everything once, then fork workers and keep their number
 *
 * What was loaded before the fork is shared by the workers; the database is opened after
 * it. A worker that ends is replaced: at once if it did its work, after a growing pause if
 * it died young, and for ever (architecture.md, section 6). */
#include "portal/program.h"

#include <errno.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "crypto/codec.h"
#include "http/fcgi.h"
#include "portal/asks.h"
#include "portal/doors.h"
#include "portal/problem.h"
#include "portal/serve.h"
#include "text/clock.h"

enum {
    EXIT_USAGE = 64,
    EXIT_CONFIG = 78,
    VIEWS_MOST = 64,
    WORKERS_MOST = 64,
    FORM_KEY_BYTES = 32
};
enum { YOUNG_US = 1000000, PAUSE_MOST_MS = 2000, BACKLOG_PER_WORKER = 8 };

struct options {
    const char *conf;
    bool check;
    bool routes;
    bool permissions;
    bool statements;
    int ready_fd;
};

static const struct option long_options[] = {{"conf", required_argument, NULL, 'c'},
                                             {"check", no_argument, NULL, 'k'},
                                             {"routes", no_argument, NULL, 'r'},
                                             {"permissions", no_argument, NULL, 'p'},
                                             {"statements", no_argument, NULL, 's'},
                                             {"ready-fd", required_argument, NULL, 'f'},
                                             {0}};

/* Lists that need no configuration. */
static bool options_ask_only(const struct options *options)
{
    return options->routes || options->permissions || options->statements;
}

static enum status options_read(int argc, char **argv, struct options *out)
{
    struct options options = {.ready_fd = -1};
    int64_t fd;
    int letter;

    while ((letter = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (letter == 'c')
            options.conf = optarg;
        else if (letter == 'k')
            options.check = true;
        else if (letter == 'r')
            options.routes = true;
        else if (letter == 'p')
            options.permissions = true;
        else if (letter == 's')
            options.statements = true;
        else if (letter == 'f' && number_parse(str_of(optarg), 0, 1023, &fd) == OK)
            options.ready_fd = (int)fd;
        else
            return INVALID;
    }
    if (optind < argc || (!options.conf && !options_ask_only(&options)))
        return INVALID;
    *out = options;
    return OK;
}

static size_t views_collect(const struct program *program, const struct view **all)
{
    size_t count = 0;

    for (const struct view *view = problem_views; view->file && count < VIEWS_MOST; view++)
        all[count++] = view;
    for (const struct view *view = program->views; view->file && count < VIEWS_MOST; view++)
        all[count++] = view;
    return count;
}

static const char *const *names_with_tokens(struct arena *arena, const struct program *program)
{
    size_t count = 0;
    size_t routes = 0;
    const char **names;

    while (frame_names[count])
        count++;
    while (program->routes[routes].pattern)
        routes++;
    names = ARENA_NEW_N(arena, const char *, count + routes + 1);
    memcpy(names, frame_names, count * sizeof(*names));
    for (size_t i = 0; i < routes; i++)
        if (program->routes[i].method == POST)
            names[count++] = route_token_name(arena, program->routes[i].pattern).at;
    return names;
}

static enum status templates_open(struct arena *arena, struct house *house, struct str *why)
{
    const struct view *views[VIEWS_MOST];
    const char *files[VIEWS_MOST + 1] = {0};
    size_t count = views_collect(house->program, views);
    const char *const *names = names_with_tokens(arena, house->program);

    for (size_t i = 0; i < count; i++)
        files[i] = views[i]->file;
    TRY(tpl_open(arena, conf_text(house->conf, "template_dir"), files, &house->tpl, why));
    for (size_t i = 0; i < count; i++)
        TRY(view_prove(arena, house->tpl, views[i], names, why));
    return OK;
}

static enum status key_read(struct arena *arena, struct house *house, struct str *why)
{
    struct str path = str_format(arena, "%s/form-key", conf_text(house->conf, "secret_dir"));
    struct str hex;

    if (conf_secret(arena, path.at, &hex) == OK &&
        hex_decode(arena, hex, &house->form_key) == OK && house->form_key.len == FORM_KEY_BYTES)
        return OK;
    *why = str_format(arena, "%s must hold 32 random bytes in hex", path.at);
    return INVALID;
}

/* Everything that can be wrong is found here, before the first visit. */
static enum status house_build(struct arena *arena, struct house *house, struct str *why)
{
    const struct program *program = house->program;

    TRY(route_prove(arena, program->routes, why));
    TRY(site_parse(arena, conf_text(house->conf, "base_url"), &house->site, why));
    house->asset = str_format(arena, "/static/%s", conf_text(house->conf, "static_version"));
    TRY(key_read(arena, house, why));
    TRY(templates_open(arena, house, why));
    TRY(db_prove(arena, house->conf, program->name, asks_of(arena, program), why));
    return program->start ? program->start(arena, house, why) : OK;
}

struct worker {
    pid_t pid; /* 0: none */
    int64_t born_us;
    int64_t due_us; /* when to fork the next one */
    int pause_ms;   /* grows while they die young */
};

static void worker_fork(struct worker *worker, const struct house *house, int listening,
                        const sigset_t *before)
{
    pid_t parent = getpid();

    worker->born_us = clock_monotonic_us();
    worker->pid = fork();
    if (worker->pid != 0)
        return; /* -1 is tried again by the loop */
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
    sigprocmask(SIG_SETMASK, before, NULL);
    exit(worker_run(house, listening));
}

static void worker_buried(struct worker *worker, int how)
{
    int64_t now = clock_monotonic_us();
    bool young = now - worker->born_us < YOUNG_US && !(WIFEXITED(how) && WEXITSTATUS(how) == 0);

    if (WIFSIGNALED(how))
        LOG("fault", "worker killed", LOG_NUMBER("signal", WTERMSIG(how)));
    worker->pause_ms = !young ? 0 : worker->pause_ms ? worker->pause_ms * 2 : 50;
    if (worker->pause_ms > PAUSE_MOST_MS)
        worker->pause_ms = PAUSE_MOST_MS;
    worker->due_us = now + worker->pause_ms * INT64_C(1000);
    worker->pid = 0;
}

static void workers_bury(struct worker *workers, unsigned count)
{
    int how;
    pid_t pid;

    while ((pid = waitpid(-1, &how, WNOHANG)) > 0)
        for (unsigned i = 0; i < count; i++)
            if (workers[i].pid == pid)
                worker_buried(&workers[i], how);
}

static void workers_fill(struct worker *workers, unsigned count, const struct house *house,
                         int listening, const sigset_t *before)
{
    for (unsigned i = 0; i < count; i++)
        if (workers[i].pid <= 0 && clock_monotonic_us() >= workers[i].due_us)
            worker_fork(&workers[i], house, listening, before);
}

static void workers_end(const struct worker *workers, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (workers[i].pid > 0)
            kill(workers[i].pid, SIGTERM);
    while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
        ;
}

/* Keep the number of workers until SIGTERM or SIGINT, which are waited for together with
 * SIGCHLD, so that no signal handler is needed. */
static void workers_keep(const struct house *house, int listening, unsigned count)
{
    struct worker workers[WORKERS_MOST] = {0};
    struct timespec beat = {.tv_nsec = 200000000};
    sigset_t waited;
    sigset_t before;
    int signal;

    sigemptyset(&waited);
    sigaddset(&waited, SIGTERM);
    sigaddset(&waited, SIGINT);
    sigaddset(&waited, SIGCHLD);
    sigprocmask(SIG_BLOCK, &waited, &before);
    do {
        workers_bury(workers, count);
        workers_fill(workers, count, house, listening, &before);
        signal = sigtimedwait(&waited, NULL, &beat);
    } while (signal != SIGTERM && signal != SIGINT);
    workers_end(workers, count);
}

static int program_serve(struct arena *arena, const struct house *house, int ready_fd)
{
    const struct program *program = house->program;
    struct str key = str_format(arena, "%s_workers", program->name);
    unsigned workers = (unsigned)conf_number(house->conf, key.at, 1, WORKERS_MOST,
                                             program->workers ? program->workers : 4);
    struct str path =
        str_format(arena, "%s/%s.sock", conf_text(house->conf, "run_dir"), program->name);
    struct str why;
    int listening;

    if (fcgi_listen(arena, path.at, (int)workers * BACKLOG_PER_WORKER, &listening, &why) !=
        OK) {
        fprintf(stderr, "%s: %.*s\n", program->name, STR_ARG(why));
        return EXIT_CONFIG;
    }
    if (ready_fd >= 0 && write(ready_fd, "\n", 1) == 1)
        close(ready_fd);
    workers_keep(house, listening, workers);
    unlink(path.at);
    return EXIT_SUCCESS;
}

static void lists_print(struct arena *arena, const struct program *program,
                        const struct options *options)
{
    if (options->routes)
        route_print(program->routes);
    if (options->permissions)
        doors_print(program->routes);
    if (options->statements)
        stmt_print(asks_of(arena, program));
}

int program_main(int argc, char **argv, const struct program *program)
{
    struct arena *arena = arena_new(0, 0); /* start-up memory is never freed */
    struct house house = {.program = program};
    struct options options;
    struct conf *conf;
    struct str why = STR("?");

    log_open(program->name);
    if (options_read(argc, argv, &options) != OK) {
        fprintf(stderr,
                "usage: %s --conf FILE [--check] [--ready-fd N] |"
                " --routes | --permissions | --statements\n",
                program->name);
        return EXIT_USAGE;
    }
    if (options_ask_only(&options)) {
        lists_print(arena, program, &options);
        return EXIT_SUCCESS;
    }
    clock_warm();
    if (conf_read(arena, options.conf, &conf, &why) == OK) {
        house.conf = conf;
        if (house_build(arena, &house, &why) == OK)
            return options.check ? EXIT_SUCCESS
                                 : program_serve(arena, &house, options.ready_fd);
    }
    fprintf(stderr, "%s: %.*s\n", program->name, STR_ARG(why));
    return EXIT_CONFIG;
}
