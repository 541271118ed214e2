/* asks.c: a program's statements together with those of the frame */
#include "portal/asks.h"

#include "auth/role.h"
#include "model/account/access.h"
#include "model/audit/audit.h"
#include "model/audit/denial.h"
#include "model/people/membership.h"

static const struct stmt *const guard_asks[] = {&access_outside, &session_touch_row, NULL};
static const struct stmt *const account_asks[] = {&access_inside,
                                                  &access_framed,
                                                  &access_viewed,
                                                  &administrator_page,
                                                  &role_held_page,
                                                  AUDIT_ASKS,
                                                  DENIAL_ASKS,
                                                  NULL};

static bool serves_accounts(const struct program *program)
{
    for (const struct route *route = program->routes; route->pattern; route++)
        if (need_is_in_account(route->need))
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
    size_t most = asks_count(guard_asks) + asks_count(account_asks) + asks_count(program->asks);
    const struct stmt **all = ARENA_NEW_N(arena, const struct stmt *, most + 1);

    asks_add_all(all, guard_asks);
    if (serves_accounts(program))
        asks_add_all(all, account_asks);
    asks_add_all(all, program->asks);
    return all;
}
