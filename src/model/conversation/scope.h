/* scope.h: whose inbox is read
 *
 * A page picks it from the actor's role; every list, count, search and thread of the model
 * then picks its statement by it. There is no switch that turns a filter off. */
#pragma once

enum inbox_scope {
    INBOX_UNSET,   /* zero: a forgotten choice ends the process */
    INBOX_ACCOUNT, /* the whole account: Advanced users and Administrators */
    INBOX_MINE,    /* own messages and replies to them: Basic users */
    INBOX_TREE,    /* all accounts of the tree, merged: a parent's Administrator, to read */
};
