/* daemon.h: what every daemon shares: options, proof, signals, readiness, the loop
 *
 * A daemon is a struct daemon and one call:
 *
 *     static const struct daemon schedd = { .name = "schedd", .asks = asks, .turn = turn };
 *     int main(int argc, char **argv) { return daemon_main(argc, argv, &schedd); }
 *
 * Its turn is run at the start, when its bell rings, when one of its descriptors is ready,
 * and at the moment it asked for. It must not block but in the database. */
#pragma once

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/conf.h"
#include "base/status.h"
#include "db/db.h"

enum { DUTY_POLLS = 64 };

/* A turn that returns this has nothing more to do: the process ends. */
#define DUTY_DONE INT64_MIN

/* What a daemon has at hand. */
struct duty {
    const struct conf *conf;
    const char *run_dir;
    struct db *db;
    struct arena *life; /* as long as the process */
    struct arena *turn; /* reset before each turn; the database's rows are copied here */
    int64_t now;        /* clock_monotonic_us at the turn's start */
    bool rung;          /* the bell has rung */
    bool stopping;      /* SIGTERM came: finish what is under way, then return DUTY_DONE */
    void *own;          /* the daemon's state, set by open */
    size_t poll_count;  /* descriptors to wait for besides; set by each turn … */
    struct pollfd polls[DUTY_POLLS]; /* … and what was found on them, until it changes them */
};

struct daemon {
    const char *name;               /* also its MariaDB user and its bell */
    const struct stmt *const *asks; /* ended by NULL */
    /* Once, after the proof. Not OK: the reason in *why, and the process ends. May be NULL. */
    enum status (*open)(struct duty *duty, struct str *why);
    /* Do what there is to do. Returns when to be called again at the latest, monotonic us,
     * or DUTY_DONE. With the database away it should return a second from now. */
    int64_t (*turn)(struct duty *duty);
};

/* PROGRAM --conf FILE [--check] [--ready-fd N] | --statements (print what it asks the
 * database). SIGTERM and SIGINT stop it within ten seconds. Exit code 78: something is wrong
 * that another start will not mend. */
int daemon_main(int argc, char **argv, const struct daemon *daemon) MUST_USE NONNULL(2, 3);
