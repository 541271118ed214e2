/* tx.c: a transaction that is repeated when it must be
 *
 * Requirement DB-05. Before COMMIT was sent nothing can have happened, so a deadlock, a
 * lock time-out or a lost line repeats the whole body. Once it was sent and its answer is
 * missing, only the work's idempotency key tells. */
#include "db/tx.h"

#include <assert.h>
#include <time.h>

#include "base/stamp.h"
#include "db/line.h"

/* Who waits for the answer does so for about ten seconds, which is two lock time-outs. */
enum { TRIES = 5, PAUSE_LEAST_MS = 5, PAUSE_SPREAD_MS = 95, TRYING_US = 6000000 };

static void pause_with_jitter(void)
{
    struct timespec now;
    struct timespec pause = {0};

    clock_gettime(CLOCK_MONOTONIC, &now);
    pause.tv_nsec = (PAUSE_LEAST_MS + now.tv_nsec / 1000 % PAUSE_SPREAD_MS) * 1000000L;
    nanosleep(&pause, NULL);
}

static void tx_undo(struct db *db)
{
    db->in_tx = false;
    if (db->lost || line_command(db, "ROLLBACK") != OK)
        db_close(db);
}

static enum status tx_begin(struct db *db)
{
    enum status status = line_command(db, "START TRANSACTION");

    if (status == BUSY && db->lost) /* a line that died while idle */
        status = line_command(db, "START TRANSACTION");
    db->in_tx = status == OK;
    return status;
}

/* One try. *unsure: COMMIT was sent, and its answer is missing or says neither yes nor no. */
static enum status tx_once(struct db *db, enum status (*body)(void *), void *arg, bool *unsure)
{
    enum status status;

    db->again = false;
    db->lost = false;
    TRY(tx_begin(db));
    status = body(arg);
    if (status != OK) {
        tx_undo(db);
        return status;
    }
    status = line_command(db, "COMMIT");
    *unsure = status != OK && (db->lost || !db->again);
    db->in_tx = false;
    if (status != OK)
        db_close(db);
    return status;
}

enum status tx_run(struct db *db, enum status (*body)(void *), enum status (*landed)(void *),
                   void *arg)
{
    int64_t until = clock_monotonic_us() + TRYING_US;
    enum status status = BUSY;

    assert(!db->in_tx);
    for (int tries = 0; tries < TRIES && clock_monotonic_us() < until; tries++) {
        bool unsure = false;

        status = tx_once(db, body, arg, &unsure);
        if (unsure) {
            if (!landed)
                return BUSY;
            status = landed(arg);
            if (status != NOT_FOUND)
                return status;
        } else if (status != BUSY || !db->again) {
            return status;
        }
        pause_with_jitter();
    }
    return status == NOT_FOUND ? BUSY : status;
}
