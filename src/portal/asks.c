/* asks.c: a program's statements together with those of the frame */
#include "portal/asks.h"

#include "auth/role.h"
#include "model/access.h"
#include "model/audit.h"
#include "model/inbox.h"
#include "model/membership.h"

static const struct stmt *const guard_asks[] = {&access_by_session, &session_touch_row, NULL};
static const struct stmt *const account_asks[] = {&inbox_count_account, &inbox_count_mine,
                                                  &administrator_page, AUDIT_ASKS, NULL};
static const struct stmt *const tree_asks[] = {&inbox_count_tree, NULL};

static bool serves(const struct program *program, bool (*kind)(enum need need))
{
    for (const struct route *route = program->routes; route->pattern; route++)
        if (kind(route->need))
            return true;
    return false;
}

static size_t asks_count(const struct stmt *const *asks)
{
    size_t count = 0;

    while (asks[count])
        count++;
    return count;
}

static void asks_add(const struct stmt **all, const struct stmt *stmt)
{
    while (*all && *all != stmt)
        all++;
    *all = stmt;
}

static void asks_add_all(const struct stmt **all, const struct stmt *const *asks)
{
    for (size_t i = 0; asks[i]; i++)
        asks_add(all, asks[i]);
}

const struct stmt *const *asks_of(struct arena *arena, const struct program *program)
{
    size_t most = asks_count(guard_asks) + asks_count(account_asks) + asks_count(tree_asks) +
                  asks_count(program->asks);
    const struct stmt **all = ARENA_NEW_N(arena, const struct stmt *, most + 1);

    asks_add_all(all, guard_asks);
    if (serves(program, need_is_in_account))
        asks_add_all(all, account_asks);
    if (serves(program, need_is_of_tree))
        asks_add_all(all, tree_asks);
    asks_add_all(all, program->asks);
    return all;
}
