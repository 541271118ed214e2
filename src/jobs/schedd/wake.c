/* wake.c: accounts that may send again: what they have on hold need not wait any longer */
#include "jobs/schedd/wake.h"

#include "daemon/job.h"

static bool is_stopped(const struct list *stopped, uint64_t account_id)
{
    for (size_t i = 0; i < stopped->count; i++)
        if (LIST_AT(stopped, struct due_stopped, i)->account_id == account_id)
            return true;
    return false;
}

/* Those that have more on hold than one call wakes are kept for the next look. */
static enum status wake_some(struct db *db, struct wake *wake, const struct list *stopped,
                             uint32_t *woken)
{
    size_t kept = 0;

    for (size_t i = 0; i < wake->count; i++) {
        struct due_stopped account = wake->accounts[i];
        uint64_t count = 0;

        if (is_stopped(stopped, account.account_id))
            continue;
        TRY(due_wake(job_tenant(db, account.root_id, account.account_id), &count));
        *woken += (uint32_t)count;
        if (count == DUE_WAKE_MOST)
            wake->accounts[kept++] = account;
    }
    wake->count = kept;
    return OK;
}

enum status wake_round(struct db *db, struct wake *wake, uint32_t *woken)
{
    struct list stopped = {0};

    TRY(due_stopped(db, &stopped));
    TRY(wake_some(db, wake, &stopped, woken));
    for (size_t i = 0; i < stopped.count && wake->count < DUE_STOPPED_MOST; i++)
        wake->accounts[wake->count++] = *LIST_AT(&stopped, struct due_stopped, i);
    return OK;
}
