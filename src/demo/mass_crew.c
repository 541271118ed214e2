/* mass_crew.c: loaders side by side
 *
 * MariaDB works on one core for one connection, and rests while the next rows are made. So
 * slices are shared among processes with a connection each, neighbours to the same one: what
 * lies side by side is then appended by one, and two meet only at the counts of a tree. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/global.h"
#include "demo/mass.h"

enum { LOADERS_LEAST = 2, LOADERS_MOST = 8, TROUBLE_BYTES = 400, BUNDLE_MESSAGES = 5000 };

/* What a loader tells at its end; goes through a pipe in one piece. */
struct report {
    enum status status;
    uint64_t rows;
    char trouble[TROUBLE_BYTES];
};

/* Slices of small accounts that share a transaction, since each of these waits for the disk. */
struct bundle {
    struct mass_loader *loader;
    const struct mass_slice *slices;
    size_t count;
    uint64_t rows;
};

static enum status bundle_tx(void *arg)
{
    struct bundle *bundle = arg;

    bundle->rows = 0;
    for (size_t i = 0; i < bundle->count; i++) {
        uint64_t rows = 0;

        arena_reset(bundle->loader->scratch);
        TRY(mass_slice_write(bundle->loader, &bundle->slices[i], &rows));
        bundle->rows += rows;
    }
    return OK;
}

/* How many of the slices go together: the first, and what is small beside it. */
static size_t bundle_size(const struct mass_slice *slices, size_t count)
{
    uint64_t messages = slices[0].messages;
    size_t size = 1;

    while (size < count && messages + slices[size].messages <= BUNDLE_MESSAGES)
        messages += slices[size++].messages;
    return size;
}

static enum status slices_write(struct mass_loader *loader, const struct mass_slice *slices,
                                size_t count)
{
    for (size_t at = 0; at < count;) {
        struct bundle bundle = {.loader = loader,
                                .slices = slices + at,
                                .count = bundle_size(slices + at, count - at)};

        TRY(global_tx(loader->db, bundle_tx, NULL, &bundle));
        loader->rows += bundle.rows;
        at += bundle.count;
    }
    return OK;
}

/* The life of a loader. What the server says is kept in the report, which is its last word. */
static void loader_run(const struct mass *mass, const struct mass_slice *slices, size_t count,
                       int out)
{
    struct mass_loader loader = {.mass = mass, .scratch = arena_new(0, 0)};
    struct report report = {0};
    ssize_t told;

    loader.db = db_open(mass->conf, "demo", mass->asks);
    db_visit(loader.db, mass->arena);
    report.status = slices_write(&loader, slices, count);
    report.rows = loader.rows;
    if (report.status != OK)
        snprintf(report.trouble, sizeof(report.trouble), "%s", db_error(loader.db));
    db_close(loader.db);
    told = write(out, &report, sizeof(report));
    _exit(told == (ssize_t)sizeof(report) ? EXIT_SUCCESS : EXIT_FAILURE);
}

/* Slices up to `end` that hold the next of `shares` equal parts of all messages left. */
static size_t share_end(const struct mass_slice *slices, size_t at, size_t end, size_t shares)
{
    uint64_t left = 0;
    uint64_t taken = 0;

    for (size_t i = at; i < end; i++)
        left += slices[i].messages;
    while (at < end && taken < (left + shares - 1) / shares)
        taken += slices[at++].messages;
    return at;
}

static enum status loader_start(const struct mass *mass, const struct mass_slice *slices,
                                size_t count, int out)
{
    pid_t parent = getpid();
    pid_t pid = fork();

    if (pid < 0)
        return BROKEN;
    if (pid > 0)
        return OK;
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() == parent)
        loader_run(mass, slices, count, out);
    _exit(EXIT_FAILURE);
}

/* A loader that ends without a report is missed by its silence. */
static enum status reports_take(struct mass *mass, int in, size_t expected)
{
    struct report report;
    enum status status = OK;
    size_t heard = 0;

    for (; read(in, &report, sizeof(report)) == (ssize_t)sizeof(report); heard++) {
        mass->rows += report.rows;
        if (report.status == OK)
            continue;
        status = report.status;
        mass->trouble = str_z(mass->arena, str_of(report.trouble));
    }
    while (wait(NULL) > 0)
        ;
    if (status != OK || heard == expected)
        return status;
    mass->trouble = "a loader was stopped from outside";
    return BROKEN;
}

static size_t crew_size(size_t slices)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t size = cores < LOADERS_LEAST  ? LOADERS_LEAST
                  : cores > LOADERS_MOST ? LOADERS_MOST
                                         : (size_t)cores;

    return size < slices ? size : slices;
}

enum status mass_crew(struct mass *mass, const struct mass_slice *slices, size_t count)
{
    size_t size = crew_size(count);
    size_t at = 0;
    enum status started = OK;
    enum status written;
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0)
        return BROKEN;
    db_close(mass->db); /* no loader shall inherit a line that is another's */
    for (size_t i = 0; i < size && started == OK; i++) {
        size_t until = share_end(slices, at, count, size - i);

        started = loader_start(mass, slices + at, until - at, ends[1]);
        at = until;
    }
    close(ends[1]);
    written = reports_take(mass, ends[0], size);
    close(ends[0]);
    return started == OK ? written : started;
}
