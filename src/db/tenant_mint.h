/* tenant_mint.h: making a tenant
 *
 * Included by auth/guard.c (from the actor) and daemon/job.c (from a row the job took)
 * alone; a lint holds that. Whoever includes it decides whose data is seen. */
#pragma once

#include "db/db.h"
#include "db/tenant.h"

enum reach {
    REACH_ACCOUNT, /* one account */
    REACH_TREE,    /* a parent's Administrator, in the parent: all of the tree */
};

/* user_id 0 for a job, which has no rows of its own (a MINE statement then ends the
 * process). Lives as long as the visit's arena. */
struct tenant *tenant_mint(struct db *db, uint64_t root_id, uint64_t account_id,
                           uint64_t user_id, enum reach reach) RETURNS_NONNULL NONNULL(1);
