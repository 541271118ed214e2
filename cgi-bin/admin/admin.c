/* admin.c: the program for those who look after an account: what was done in it
 *
 * One file a subject. What is changed here is written into the audit log by the same
 * transaction. */
#include "admin.h"

#include "accounts.h"
#include "invites.h"
#include "lookup.h"
#include "model/account/account.h"
#include "model/account/account_place.h"
#include "model/account/sender.h"
#include "model/audit/audit_list.h"
#include "model/people/people_reset.h"
#include "model/people/view_as.h"
#include "portal/program.h"
#include "settings.h"
#include "users.h"

/* clang-format off */
static const struct route routes[] = {
    { GET,  "/audit",            MAY_READ_AUDIT,        audit_show },
    { POST, "/audit/export",     MAY_READ_AUDIT,        audit_export },
    { POST, "/audit/export-all", MAY_EXPORT_TREE_AUDIT, audit_export },
    { GET,  "/all/audit",        MAY_READ_TREE_AUDIT,   audit_show },

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

    { GET,  "/users",                  MAY_READ_USERS, users_show },
    { GET,  "/users/:id",              MAY_READ_USERS, user_show },
    { POST, "/users/:id/role",         MAY_EDIT_USERS, user_role },
    { GET,  "/users/:id/remove",       MAY_EDIT_USERS, user_remove_ask },
    { POST, "/users/:id/remove",       MAY_EDIT_USERS, user_remove },
    { POST, "/users/:id/end-sessions", MAY_EDIT_USERS, user_end_sessions },
    { POST, "/users/:id/reset",        MAY_EDIT_USERS, user_reset },
    { GET,  "/users/:id/view",         MAY_VIEW_AS,    view_ask },
    { POST, "/users/:id/view",         MAY_VIEW_AS,    view_start },
    { GET,  "/invites",                MAY_INVITE,     invites_show },
    { POST, "/invites",                MAY_INVITE,     invites_take },
    { POST, "/invites/:id/resend",     MAY_INVITE,     invite_again },
    { POST, "/invites/:id/revoke",     MAY_INVITE,     invite_take_back },
    { 0 }
};

static const struct stmt *const asks[] = {
    AUDIT_PAGE_ASKS, &account_tree,
    SUB_ACCOUNT_ASKS, ACCOUNT_PLACE_ASKS,
    SETTING_READ_ASKS, SETTING_CHANGE_ASKS, &sender_first, &sender_all,
    PEOPLE_ASKS, PEOPLE_RESET_ASKS, MEMBERSHIP_CHANGE_ASKS, INVITE_SEND_ASKS, MAIL_ASKS,
    VIEW_START_ASKS,
    NULL
};

#define PERSON_NAMES "role_name", "self", "shut_out"

static const struct view views[] = {
    { "admin/audit.tpl", FED(&audit_event_shape, &choice_shape),
                         SAID(LOOKUP_NAMES, "title", "new_day", "changed", "gained", "lost", "placed", "older", "before", "paged",
                              "too_many", "export_most", "zone") },

    { "admin/accounts.tpl",     FED(&sub_account_shape), SAID(SUB_ACCOUNT_NAMES, "prepaid", "month", "child", "last", "alone", "paged", "older", "long", "from_name", "beyond",
                                                              "after_name", "after_id") },
    { "admin/accounts-new.tpl", FED(&fault_shape), SAID(TYPED_NAMES, PLACE_NAMES, COLOUR_NAMES) },
    { "admin/accounts-one.tpl", FED(&sub_account_shape, &fault_shape),
                                SAID(SUB_ACCOUNT_NAMES, TYPED_NAMES, COLOUR_NAMES, "month", "changed", "done_opened", "done_renamed",
                                     "done_suspended", "done_closed", "done_reopened") },
    { "admin/accounts-end.tpl", FED(&standing_shape), SAID("name", "account_id", "was", "suspending", "closing", "people_one",
                                                           "conversations_one", "contacts_one", "numbers_one", "waiting_one",
                                                           "people_some", "conversations_some", "contacts_some", "numbers_some",
                                                           "waiting_some") },

    { "admin/settings.tpl",         FED(&setting_shape), SAID(SECTION_NAMES, SETTING_ROW_NAMES, "name", "country", "zone", "writable", "changed_set",
                                                              "has_senders", "has_sender", "sender_text", "senders_other", "sender_choice",
                                                              "chosen", "done_saved") },
    { "admin/settings-account.tpl", FED(&setting_shape, &fault_shape),
                                    SAID(CLASH_NAMES, TYPED_NAMES, PLACE_NAMES, COLOUR_NAMES, "on_parent", "name", "country", "zone") },
    { "admin/settings-section.tpl", FED(&setting_shape, &fault_shape),
                                    SAID(CLASH_NAMES, SECTION_NAMES, SETTING_ROW_NAMES, SETTING_FIELD_NAMES, "faults", "sender_rows", "sender_oldest",
                                         "sender_choice", "sender_number", "sender_text", "at_sending", "at_limits", "at_replies", "at_keeping",
                                         "at_sign_in") },

    { "admin/users.tpl", FED(&person_shape, &overseer_shape),
                         SAID(PERSON_NAMES, "people_count", "one_person", "searched", "wanted", "paged", "more", "after", "below", "above",
                              "may_invite", "done_removed", "done_gone") },
    { "admin/users-one.tpl", FED(&person_shape, &reach_shape, &choice_of_role_shape),
                         SAID(PERSON_NAMES, "role_choice", "may_edit", "of_parent", "role_as", "undo", "was", "was_name", "done_role", "done_ended",
                              "done_changed", "done_reset", "done_no_reset", "done_last_parent", "done_last_account") },
    { "admin/users-role.tpl", FED(&person_shape), SAID(PERSON_NAMES, "after_role", "after_name", "to_basic", "from_administrator") },
    { "admin/users-remove.tpl", FED(&person_shape), SAID(PERSON_NAMES, "wrote", "messages", "one_message", "conversations", "one_conversation") },
    { "admin/invites.tpl", FED(&invitable_shape, &waiting_shape, &choice_of_role_shape, &fault_shape),
                         SAID("who", "note", "no_role", "role_choice", "several", "more_accounts", "accounts_any", "accounts_said", "accounts_all", "find",
                              "find_none", "faults", "who_fault",
                              "roles_fault", "note_fault", "waiting_some", "part", "account_name", "line", "role_name", "older", "before",
                              "account_open", "done_sent", "done_resent", "done_revoked", "done_answered", "done_full", "waiting_most") },
    { "admin/view-as.tpl", FED(&person_shape, &fault_shape), SAID("role_name", "self", "why", "faults", "why_fault") },
    { 0 }
};
/* clang-format on */

static const struct program admin = {
    .name = "admin",
    .routes = routes,
    .asks = asks,
    .views = views,
    .workers = 4,
    .secrets = true, /* tokens of links are made here */
    .mails = true,
};

int main(int argc, char **argv)
{
    return program_main(argc, argv, &admin);
}
