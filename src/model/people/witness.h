/* witness.h: who can see a conversation, by the rule of the rows themselves
 *
 * An Administrator or Advanced user of the account sees the whole of it; a Basic user sees what
 * conversation_own has for them, which is where their inbox is read from. A parent's
 * Administrators see it too and are no members here (people.h, people_above). */
#pragma once

#include <stdbool.h>

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/db.h"
#include "db/tenant.h"

enum { WITNESSES_MOST = 200 };

struct witness {
    uint64_t user_id;
    struct str name;
    unsigned role; /* enum role, held in the account */
    bool part;     /* has rows of their own in it */
    bool above;    /* an Administrator of the parent too, who sees the whole of it */
};
extern const struct shape witness_shape;
extern const struct stmt witness_page;

/* Members of the tenant's account who may sign in, the strongest role first, at most
 * WITNESSES_MOST; also Basic users who see nothing of it: neither part nor above is true then.
 * For readers who may see the user list. */
enum status witness_list(struct db *db, const struct tenant *t, uint64_t conversation_id,
                         struct list *out) MUST_USE NONNULL(1, 2, 4);
