/* role.c: the permission matrix of product.md, section 3 */
#include "auth/role.h"

#include <assert.h>
#include <stddef.h>

struct cell {
    const char *word;
    const char *rule;
    bool in_account;
    bool pa; /* Administrator of the parent, there or in a sub-account */
    bool sa; /* Administrator of a sub-account */
    bool au; /* Advanced user */
    bool bu; /* Basic user */
    bool of_tree;
};

/* clang-format off */
static const struct cell matrix[NEED_COUNT] = {
    /*                          word                       rule                                                        acct    PA     SA     AU     BU     tree */
    [PERM_UNSET]              = { "PERM_UNSET",              "No rule was written for this page.",                       false, false, false, false, false, false },
    [ANYONE]                  = { "ANYONE",                  "Everybody may open this.",                                 false, false, false, false, false, false },
    [BROWSER]                 = { "BROWSER",                 "Browsers send this by themselves.",                        false, false, false, false, false, false },
    [SIGNED_IN]               = { "SIGNED_IN",               "Everybody who is signed in may open this.",                false, false, false, false, false, false },
    [SETTING_UP]              = { "SETTING_UP",              "Everybody who has given a password may open this.",        false, false, false, false, false, false },
    [MAY_ENTER]               = { "MAY_ENTER",               "Members of the account may open this.",                    true,  true,  true,  true,  true,  false },
    [MAY_READ_INBOX]          = { "MAY_READ_INBOX",          "Members of the account read its inbox.",                   true,  true,  true,  true,  true,  false },
    [MAY_MARK_READ]           = { "MAY_MARK_READ",           "Members of the account mark what they read.",              true,  true,  true,  true,  true,  false },
    [MAY_CLOSE_CONVERSATIONS] = { "MAY_CLOSE_CONVERSATIONS", "Administrators and Advanced users close and reopen conversations; Basic users don’t.",
                                                                                                                         true,  true,  true,  true,  false, false },
    [MAY_READ_TREE_INBOX]     = { "MAY_READ_TREE_INBOX",     "The merged inbox is open to Administrators of the parent account only.",
                                                                                                                         true,  true,  false, false, false, true  },
    [MAY_READ_TRACE]          = { "MAY_READ_TRACE",          "Members of the account follow the messages they may see.", true,  true,  true,  true,  true,  false },
    [MAY_SEND]                = { "MAY_SEND",                "Members of the account send messages.",                    true,  true,  true,  true,  true,  false },
    [MAY_READ_USERS]          = { "MAY_READ_USERS",          "Administrators and Advanced users see who is in an account.", true,  true,  true,  true,  false, false },
    [MAY_EDIT_USERS]          = { "MAY_EDIT_USERS",          "Administrators change roles and remove people; others don’t.", true,  true,  true,  false, false, false },
    [MAY_INVITE]              = { "MAY_INVITE",              "Administrators invite people; others don’t.",              true,  true,  true,  false, false, false },
    [MAY_READ_AUDIT]          = { "MAY_READ_AUDIT",          "Administrators read the audit log of an account.",         true,  true,  true,  false, false, false },
    [MAY_VIEW_AS]             = { "MAY_VIEW_AS",             "Administrators see an account as one of its members does.", true,  true,  true,  false, false, false },
    [MAY_READ_TREE_AUDIT]     = { "MAY_READ_TREE_AUDIT",     "The audit log of all accounts is open to Administrators of the parent account only.",
                                                                                                                         true,  true,  false, false, false, true  },
    [MAY_EXPORT_TREE_AUDIT]   = { "MAY_EXPORT_TREE_AUDIT",   "The audit log of all accounts is open to Administrators of the parent account only.",
                                                                                                                         true,  true,  false, false, false, false },
    [MAY_MANAGE_ACCOUNTS]     = { "MAY_MANAGE_ACCOUNTS",     "Sub-accounts are opened, suspended and closed in the parent account, by its Administrators only.",
                                                                                                                         true,  true,  false, false, false, false },
    [MAY_EDIT_SETTINGS]       = { "MAY_EDIT_SETTINGS",       "Administrators decide on the settings of an account.",     true,  true,  true,  false, false, false },
};
/* clang-format on */

bool role_may(enum role role, bool on_parent, enum need need)
{
    assert(need > PERM_UNSET && need < NEED_COUNT);
    switch (role) {
    case ADMINISTRATOR:
        return on_parent ? matrix[need].pa : matrix[need].sa;
    case ADVANCED:
        return matrix[need].au;
    case BASIC:
        return matrix[need].bu;
    case ROLE_NONE:
        break;
    }
    return false;
}

bool need_is_in_account(enum need need)
{
    assert(need < NEED_COUNT);
    return matrix[need].in_account;
}

bool need_is_of_tree(enum need need)
{
    assert(need < NEED_COUNT);
    return matrix[need].of_tree;
}

bool need_reaches_tree(enum need need)
{
    return need_is_of_tree(need) || need == MAY_MANAGE_ACCOUNTS ||
           need == MAY_EXPORT_TREE_AUDIT;
}

const char *need_rule(enum need need)
{
    assert(need < NEED_COUNT && matrix[need].rule);
    return matrix[need].rule;
}

const char *need_word(enum need need)
{
    assert(need < NEED_COUNT && matrix[need].word);
    return matrix[need].word;
}
