/* actor.h: who asks, and what they are in the account they ask in */
#pragma once

#include "auth/role.h"
#include "db/db.h"
#include "http/request.h"
#include "http/site.h"
#include "model/account/access.h"
#include "model/conversation/scope.h"

/* Who really sits there while an account is seen with a member's eyes (view_as.h). */
struct viewer {
    uint64_t user_id;
    struct str name;
    struct stamp until;
};

struct actor {
    struct access access; /* of the member whose eyes they are, if `viewing` */
    struct str id_hash;   /* SHA-256 of the session's token: 32 bytes */
    enum role role;       /* the strongest way into the account; ROLE_NONE outside one */
    bool on_parent;       /* the account is a parent */
    bool from_above;      /* a parent's Administrator, acting in a sub-account */
    bool viewing;         /* nothing may be changed */
    struct viewer viewer;
};

/* Where a visit goes. */
struct actor_place {
    uint64_t account_id; /* 0: outside an account */
    bool merged;         /* to a page of the whole tree */
};

/* The actor of a request's session cookie in a place. NOT_FOUND: no live session. Two session
 * cookies count as none (SE-08). */
enum status actor_find(struct db *db, const struct site *site, const struct request *request,
                       const struct actor_place *place, struct actor *out) MUST_USE
    NONNULL(1, 2, 3, 4, 5);

/* Has the actor any way into the account that was asked for? */
bool actor_is_inside(const struct actor *actor) NONNULL(1);

/* Whose inbox the actor reads: the tree's on a merged page (which only a parent's
 * Administrator gets to), own messages and replies to them as a Basic user (product.md,
 * section 4), else the whole account's. Rows, counts and search all follow it. */
enum inbox_scope actor_scope(const struct actor *actor, bool merged) NONNULL(1);

/* Counts and version of that inbox, as they were before the visit read any of its rows. Zeros
 * for one that nothing has happened in. `merged` as the place was. */
const struct inbox_count *actor_inbox(const struct actor *actor, bool merged) RETURNS_NONNULL
    NONNULL(1);

/* Is the account open to changes: neither it nor its parent suspended or closed? */
bool actor_account_is_open(const struct actor *actor) NONNULL(1);

/* May the actor do it, with the role held here? */
bool actor_may(const struct actor *actor, enum need need) NONNULL(1);
