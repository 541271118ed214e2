/* job.c: whose rows a job works on */
#include "daemon/job.h"

#include "db/tenant_mint.h"

struct tenant *job_tenant(struct db *db, uint64_t root_id, uint64_t account_id)
{
    return tenant_mint(db, root_id, account_id, 0, REACH_ACCOUNT);
}
