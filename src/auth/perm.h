/* perm.h: what a route may need
 *
 * Zero is no need at all and is refused at start, so that a route without one can't exist.
 * Needs from MAY_ on are cells of the matrix in auth/role.c and live under an account
 * (`/7/…`); the others are pages of the whole site. */
#pragma once

enum need {
    PERM_UNSET = 0,
    ANYONE,    /* signed in or not; a POST still needs a token of the form's cookie */
    BROWSER,   /* a report that browsers send by themselves: no session, no token */
    SIGNED_IN, /* any user, outside an account */
    SETTING_UP, /* the same, also before two-step sign-in that must be set up is (AU-10) */
    MAY_ENTER, /* has any role in the account */
    MAY_READ_INBOX,
    MAY_MARK_READ,
    MAY_CLOSE_CONVERSATIONS,
    MAY_READ_TREE_INBOX, /* the merged inbox of a parent */
    MAY_READ_TRACE,
    MAY_SEND,
    MAY_READ_USERS, /* who is in the account, with which role */
    MAY_EDIT_USERS, /* change roles, take people out, end their sessions */
    MAY_INVITE,
    MAY_READ_AUDIT,
    MAY_VIEW_AS,           /* see the account with a member's eyes */
    MAY_READ_TREE_AUDIT,   /* of a parent and all its sub-accounts */
    MAY_EXPORT_TREE_AUDIT, /* the same; a merged page only shows, so it stands in the parent */
    MAY_MANAGE_ACCOUNTS, /* a parent's sub-accounts, while acting in the parent */
    MAY_EDIT_SETTINGS,
    NEED_COUNT
};
