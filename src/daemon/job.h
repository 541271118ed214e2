/* job.h: whose rows a job works on
 *
 * A daemon takes a row that names its account (a due message, a receipt's part, the owner
 * of a number) and does the rest of the work through that account's tenant, so that its
 * statements stand behind the same fences as a page's. */
#pragma once

#include "db/db.h"
#include "db/tenant.h"

/* The tenant of one account, without a user. Lives as long as the visit's arena. */
struct tenant *job_tenant(struct db *db, uint64_t root_id, uint64_t account_id) RETURNS_NONNULL
    NONNULL(1);
