/* admin.c: the program for those who look after an account: what was done in it
 *
 * One file a subject. What is changed here is written into the audit log by the same
 * transaction. */
#include "admin.h"

#include "lookup.h"
#include "model/account.h"
#include "model/audit_list.h"
#include "portal/program.h"

/* clang-format off */
static const struct route routes[] = {
    { GET,  "/audit",            MAY_READ_AUDIT,      audit_show },
    { POST, "/audit/export",     MAY_READ_AUDIT,      audit_export },
    { GET,  "/all/audit",        MAY_READ_TREE_AUDIT, audit_show },
    { POST, "/all/audit/export", MAY_READ_TREE_AUDIT, audit_export },
    { 0 }
};

static const struct stmt *const asks[] = {
    AUDIT_PAGE_ASKS, &account_tree,
    NULL
};

static const struct view views[] = {
    { "admin/audit.tpl", FED(&audit_event_shape, &choice_shape),
                         SAID(LOOKUP_NAMES, "title", "new_day", "changed", "gained", "lost", "placed", "older", "before", "paged",
                              "too_many", "export_most") },
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
