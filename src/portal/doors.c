/* doors.c: which doors a program opens to whom
 *
 * The guard itself is asked, so that the table can't differ from what happens. */
#include "portal/doors.h"

#include <stdio.h>

#include "auth/guard.h"

/* A kind of visitor; the parent is account 1, its sub-account 2. */
struct visitor {
    const char *title;
    enum role own; /* held in the account itself */
    bool below;    /* the account is a sub-account */
    bool above;    /* and the visitor is an Administrator of its parent */
    unsigned state;
};

/* clang-format off */
static const struct visitor visitors[] = {
    /*title             own            below  above  state */
    {"PA",              ADMINISTRATOR, false, false, ACCOUNT_ACTIVE},
    {"PA below",        ROLE_NONE,     true,  true,  ACCOUNT_ACTIVE},
    {"SA",              ADMINISTRATOR, true,  false, ACCOUNT_ACTIVE},
    {"AU",              ADVANCED,      true,  false, ACCOUNT_ACTIVE},
    {"BU",              BASIC,         true,  false, ACCOUNT_ACTIVE},
    {"AU on parent",    ADVANCED,      false, false, ACCOUNT_ACTIVE},
    {"BU on parent",    BASIC,         false, false, ACCOUNT_ACTIVE},
    {"other tree",      ROLE_NONE,     true,  false, ACCOUNT_ACTIVE},
    {"suspended",       ADMINISTRATOR, true,  false, ACCOUNT_SUSPENDED},
    {"closed",          ADMINISTRATOR, true,  false, ACCOUNT_CLOSED},
    {0}};
/* clang-format on */

static const char *answer_word(enum refusal refusal)
{
    switch (refusal) {
    case REFUSE_NOTHING:
        return "yes";
    case REFUSE_SESSION:
        return "sign in";
    case REFUSE_UNKNOWN:
        return "404";
    case REFUSE_SUSPENDED:
    case REFUSE_CLOSED:
        return "403 shut";
    case REFUSE_ROLE:
        return "403 role";
    default:
        break;
    }
    return "?";
}

static struct actor actor_of(const struct visitor *visitor)
{
    struct actor actor = {.role = visitor->above ? ADMINISTRATOR : visitor->own,
                          .on_parent = !visitor->below,
                          .from_above = visitor->above};

    actor.access.root_id = 1;
    actor.access.account_id = visitor->below ? 2 : 1;
    actor.access.account_state = visitor->state;
    return actor;
}

static void door_print(const struct route *route)
{
    bool changes = route->method == POST;

    printf("%s\t%s%s\t%s", method_word(route->method),
           need_is_in_account(route->need) ? "/:a" : "", route->pattern,
           need_word(route->need));
    for (const struct visitor *visitor = visitors; visitor->title; visitor++) {
        struct actor actor = actor_of(visitor);

        printf("\t%s", answer_word(guard_door(route->need, changes, &actor)));
    }
    printf("\t%s\n", answer_word(guard_door(route->need, changes, NULL)));
}

void doors_print(const struct route *routes)
{
    printf("method\troute\tneed");
    for (const struct visitor *visitor = visitors; visitor->title; visitor++)
        printf("\t%s", visitor->title);
    printf("\tanonymous\n");
    for (; routes->pattern; routes++)
        door_print(routes);
}
