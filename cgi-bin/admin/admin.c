/* admin.c: the program for those who look after an account: what was done in it
 *
 * One file a subject. What is changed here is written into the audit log by the same
 * transaction. */
#include "admin.h"

#include "model/audit_list.h"
#include "portal/program.h"

/* clang-format off */
static const struct route routes[] = {
    { GET,  "/audit",     MAY_READ_AUDIT,      audit_show },
    { GET,  "/all/audit", MAY_READ_TREE_AUDIT, audit_show },
    { 0 }
};

static const struct stmt *const asks[] = {
    AUDIT_PAGE_ASKS,
    NULL
};

static const struct view views[] = {
    { "admin/audit.tpl", FED(&audit_event_shape), SAID("title", "older", "before", "paged") },
    { 0 }
};
/* clang-format on */

static const struct program admin = {
    .name = "admin",
    .routes = routes,
    .asks = asks,
    .views = views,
    .workers = 4,
};

int main(int argc, char **argv)
{
    return program_main(argc, argv, &admin);
}
