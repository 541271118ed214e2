/* admin.c: the program for those who look after an account: what was done in it
 *
 * One file a subject. What is changed here is written into the audit log by the same
 * transaction. */
#include "admin.h"

#include "accounts.h"
#include "lookup.h"
#include "model/account.h"
#include "model/account_place.h"
#include "model/audit_list.h"
#include "model/sender.h"
#include "portal/program.h"
#include "settings.h"

/* clang-format off */
static const struct route routes[] = {
    { GET,  "/audit",            MAY_READ_AUDIT,      audit_show },
    { POST, "/audit/export",     MAY_READ_AUDIT,      audit_export },
    { GET,  "/all/audit",        MAY_READ_TREE_AUDIT, audit_show },
    { POST, "/all/audit/export", MAY_READ_TREE_AUDIT, audit_export },

    { GET,  "/accounts",             MAY_MANAGE_ACCOUNTS, accounts_show },
    { POST, "/accounts",             MAY_MANAGE_ACCOUNTS, account_new_take },
    { GET,  "/accounts/new",         MAY_MANAGE_ACCOUNTS, account_new_show },
    { GET,  "/accounts/:id",         MAY_MANAGE_ACCOUNTS, account_show },
    { POST, "/accounts/:id",         MAY_MANAGE_ACCOUNTS, account_rename_take },
    { GET,  "/accounts/:id/suspend", MAY_MANAGE_ACCOUNTS, account_suspend_ask },
    { POST, "/accounts/:id/suspend", MAY_MANAGE_ACCOUNTS, account_suspend_take },
    { GET,  "/accounts/:id/close",   MAY_MANAGE_ACCOUNTS, account_close_ask },
    { POST, "/accounts/:id/close",   MAY_MANAGE_ACCOUNTS, account_close_take },
    { POST, "/accounts/:id/reopen",  MAY_MANAGE_ACCOUNTS, account_reopen_take },

    { GET,  "/settings",          MAY_EDIT_SETTINGS, settings_show },
    { GET,  "/settings/account",  MAY_EDIT_SETTINGS, settings_account_show },
    { POST, "/settings/account",  MAY_EDIT_SETTINGS, settings_account_take },
    { GET,  "/settings/sending",  MAY_EDIT_SETTINGS, settings_section_show },
    { POST, "/settings/sending",  MAY_EDIT_SETTINGS, settings_section_take },
    { GET,  "/settings/limits",   MAY_EDIT_SETTINGS, settings_section_show },
    { POST, "/settings/limits",   MAY_EDIT_SETTINGS, settings_section_take },
    { GET,  "/settings/replies",  MAY_EDIT_SETTINGS, settings_section_show },
    { POST, "/settings/replies",  MAY_EDIT_SETTINGS, settings_section_take },
    { GET,  "/settings/keeping",  MAY_EDIT_SETTINGS, settings_section_show },
    { POST, "/settings/keeping",  MAY_EDIT_SETTINGS, settings_section_take },
    { GET,  "/settings/sign-in",  MAY_EDIT_SETTINGS, settings_section_show },
    { POST, "/settings/sign-in",  MAY_EDIT_SETTINGS, settings_section_take },
    { 0 }
};

static const struct stmt *const asks[] = {
    AUDIT_PAGE_ASKS, &account_tree,
    SUB_ACCOUNT_ASKS, ACCOUNT_PLACE_ASKS,
    SETTING_READ_ASKS, SETTING_CHANGE_ASKS, &sender_first, &sender_all,
    NULL
};

static const struct view views[] = {
    { "admin/audit.tpl", FED(&audit_event_shape, &choice_shape),
                         SAID(LOOKUP_NAMES, "title", "new_day", "changed", "gained", "lost", "placed", "older", "before", "paged",
                              "too_many", "export_most") },

    { "admin/accounts.tpl",     FED(&sub_account_shape), SAID(SUB_ACCOUNT_NAMES, "prepaid", "month", "child", "last", "alone", "paged", "older",
                                                              "after_name", "after_id") },
    { "admin/accounts-new.tpl", FED(&fault_shape), SAID(TYPED_NAMES, PLACE_NAMES, COLOUR_NAMES) },
    { "admin/accounts-one.tpl", FED(&sub_account_shape, &fault_shape),
                                SAID(SUB_ACCOUNT_NAMES, TYPED_NAMES, COLOUR_NAMES, "month", "changed", "done_opened", "done_renamed",
                                     "done_suspended", "done_closed", "done_reopened") },
    { "admin/accounts-end.tpl", FED(&standing_shape), SAID("name", "account_id", "was", "suspending", "closing", "people_one",
                                                           "conversations_one", "contacts_one", "numbers_one", "waiting_one") },

    { "admin/settings.tpl",         FED(&setting_shape), SAID(SECTION_NAMES, SETTING_ROW_NAMES, "name", "country", "zone", "writable", "changed_set",
                                                              "has_senders", "has_sender", "sender_text", "senders_other", "sender_count",
                                                              "sender_chosen", "done_saved") },
    { "admin/settings-account.tpl", FED(&setting_shape, &fault_shape),
                                    SAID(CLASH_NAMES, TYPED_NAMES, PLACE_NAMES, COLOUR_NAMES, "on_parent", "name", "country", "zone") },
    { "admin/settings-section.tpl", FED(&setting_shape, &fault_shape),
                                    SAID(CLASH_NAMES, SECTION_NAMES, SETTING_ROW_NAMES, SETTING_FIELD_NAMES, "faults", "sender_rows", "sender_oldest",
                                         "sender_choice", "sender_number", "sender_text", "at_sending", "at_limits", "at_replies", "at_keeping",
                                         "at_sign_in") },
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
