/* actor.c: who asks, and what they are in the account they ask in */
#include "auth/actor.h"

#include <assert.h>

#include "crypto/token.h"
#include "http/cookie.h"

/* The strongest way counts: a parent's Administrator is one in every sub-account. */
static void actor_judge(struct actor *actor)
{
    const struct access *access = &actor->access;

    actor->on_parent = access->account_id != 0 && access->account_id == access->root_id;
    actor->role = (enum role)access->own_role;
    if (!actor->on_parent && access->root_role == ADMINISTRATOR) {
        actor->role = ADMINISTRATOR;
        actor->from_above = true;
    }
}

/* See with the member's eyes, as long as one may administer the account oneself. A member who
 * is none any more, or has risen above, has no eyes to lend: then it is over. */
static enum status actor_view(struct db *db, struct access_query query, struct actor *actor)
{
    struct viewer viewer = {actor->access.user_id, actor->access.user_name,
                            actor->access.view_until};
    struct actor seen = {.id_hash = actor->id_hash, .viewing = true, .viewer = viewer};
    enum status found;

    if (!actor->access.viewing || actor->role != ADMINISTRATOR)
        return OK;
    query.viewed = true;
    found = access_find(db, &query, &seen.access);
    if (found == NOT_FOUND)
        return OK;
    TRY(found);
    actor_judge(&seen);
    seen.access.has_several = false; /* their other accounts are not looked at */
    if (actor_is_inside(&seen) && (!seen.from_above || actor->from_above))
        *actor = seen;
    return OK;
}

/* What script asks for is put into a page that has its frame. */
enum status actor_find(struct db *db, const struct site *site, const struct request *request,
                       const struct actor_place *place, struct actor *out)
{
    struct actor actor = {0};
    struct digest *digest = ARENA_NEW(request->arena, struct digest);
    struct access_query query = {
        .account_id = place->account_id, .merged = place->merged, .framed = !request->live};
    struct str token;

    if (cookie_find(request->arena, site, request->cookie, "sid", &token) != OK)
        return NOT_FOUND;
    if (token_hash(token, digest) != OK)
        return NOT_FOUND;
    actor.id_hash = digest_str(digest);
    query.id_hash = actor.id_hash;
    TRY(access_find(db, &query, &actor.access));
    actor_judge(&actor);
    TRY(actor_view(db, query, &actor));
    *out = actor;
    return OK;
}

bool actor_is_inside(const struct actor *actor)
{
    return actor->access.account_id != 0 && actor->role != ROLE_NONE;
}

enum inbox_scope actor_scope(const struct actor *actor, bool merged)
{
    if (merged)
        return INBOX_TREE;
    return actor->role == BASIC ? INBOX_MINE : INBOX_ACCOUNT;
}

const struct inbox_count *actor_inbox(const struct actor *actor, bool merged)
{
    assert(actor->access.inbox_scope == INBOX_UNSET ||
           actor->access.inbox_scope == actor_scope(actor, merged));
    return &actor->access.inbox;
}

bool actor_may(const struct actor *actor, enum need need)
{
    return role_may(actor->role, actor->on_parent, need);
}

bool actor_account_is_open(const struct actor *actor)
{
    return actor->access.account_state == ACCOUNT_ACTIVE &&
           actor->access.root_state == ACCOUNT_ACTIVE;
}
