/* denial.c: which refusals the audit log has been told of
 *
 * An instant that lies more than an hour ahead (the clock was set back) counts as none, or the
 * log would hear nothing until then. */
#include "model/audit/denial.h"

#include "base/shape.h"

struct denial {
    uint64_t user_id;
};
SHAPE(denial, FIELD(denial, user_id));

#define THIS_ONE OWN("d") " AND d.user_id = ? AND d.need = ?"
#define SECONDS  "ABS(TIMESTAMPDIFF(SECOND, d.told_at, UTC_TIMESTAMP(6)))"

STMT(denial_lately, &denial_shape,
     "SELECT d.user_id FROM denial AS d WHERE " THIS_ONE " AND " SECONDS " < 3600");
STMT(denial_renew, NULL,
     "UPDATE denial AS d SET d.told_at = UTC_TIMESTAMP(6) WHERE " THIS_ONE
     " AND " SECONDS " >= 3600");
STMT(denial_add, NULL,
     "INSERT INTO denial (" INTO ", user_id, need, told_at)"
     " VALUES (" INTO_VALUES ", ?, ?, UTC_TIMESTAMP(6))");

enum status denial_told(struct tenant *t, uint64_t user_id, unsigned need)
{
    struct denial denial;

    return tenant_one(t, &denial_lately, WITH(ID(user_id), ID(need)), &denial);
}

enum status denial_claim(struct tenant *t, uint64_t user_id, unsigned need)
{
    enum status status = tenant_try(t, &denial_renew, WITH(ID(user_id), ID(need)));

    if (status != CONFLICT)
        return status;
    return tenant_try(t, &denial_add, WITH(ID(user_id), ID(need)));
}
