/* view.c: seeing an account with a member's eyes ends (it begins in cgi-bin/admin/view-as.c) */
#include "login.h"

#include "model/people/view_as.h"

enum status view_stop(struct visit *visit)
{
    const struct actor *actor = visit_actor(visit);
    struct audit_who who = visit_who(visit);
    uint64_t account_id;

    TRY(visit_only(visit, FIELDS("token")));
    TRY(view_end(visit->db, actor->id_hash, &who, &account_id));
    if (account_id == 0)
        return visit_leave(visit, STR("/accounts"));
    return visit_leave(visit,
                       str_format(visit->arena, "/%llu/users", (unsigned long long)account_id));
}
