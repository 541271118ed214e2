/* crew.c: a number of workers, kept
 *
 * A worker that ends is replaced: at once if it did its work, after a growing pause if it
 * died young, and for ever (architecture.md, section 6). Workers die with their parent. */
#include "portal/crew.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "portal/serve.h"

/* The longest pause and a beat together are the second within which a worker is replaced. */
enum { YOUNG_US = 1000000, PAUSE_MOST_MS = 500, BEAT_NS = 200000000 };

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
void crew_keep(const struct house *house, int listening, unsigned count)
{
    struct worker workers[CREW_MOST] = {0};
    struct timespec beat = {.tv_nsec = BEAT_NS};
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
