/* denial.c: whom a role kept from what, in the audit log
 *
 * The row tells the rule that stood in the way, not the address that was asked for, which may
 * hold what somebody typed. */
#include "portal/denial.h"

#include "model/audit/denial.h"

static enum status denial_body(void *arg)
{
    struct visit *visit = arg;
    enum need need = visit->found.route->need;
    struct audit_who who = visit_who(visit);
    struct audit_entry entry = {.action = "access.deny", .object = str_of(need_rule(need))};
    enum status claimed = denial_claim(visit->tenant, who.user_id, need);

    if (claimed == CONFLICT)
        return OK; /* another visit told it at this moment */
    TRY(claimed);
    return audit_write(visit->tenant, &who, &entry);
}

enum status denial_write(struct visit *visit)
{
    struct audit_who who = visit_who(visit);
    enum status told = denial_told(visit->tenant, who.user_id, visit->found.route->need);

    if (told != NOT_FOUND)
        return told;
    return tenant_tx(visit->tenant, denial_body, NULL, visit);
}
