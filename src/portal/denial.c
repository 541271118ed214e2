/* denial.c: whom a role kept from what, in the audit log
 *
 * The row tells the rule that stood in the way, not the address that was asked for, which may
 * hold what somebody typed. */
#include "portal/denial.h"

static enum status denial_body(void *arg)
{
    struct visit *visit = arg;
    struct audit_who who = visit_who(visit);
    struct audit_entry entry = {.action = "access.deny",
                                .object = str_of(need_rule(visit->found.route->need))};

    return audit_write(visit->tenant, &who, &entry);
}

enum status denial_write(struct visit *visit)
{
    return tenant_tx(visit->tenant, denial_body, NULL, visit);
}
