/* membership.c: the roles that a user can hold in an account */
#include "model/people/membership.h"

#include <stddef.h>

#include "db/global.h"
#include "model/login/session.h"

const char *const role_words[] = {"none", "basic", "advanced", "administrator", NULL};

SHAPE(administrator, FIELD(administrator, name));

STMT(administrator_page, &administrator_shape,
     "SELECT u.name"
     "  FROM membership AS m JOIN user AS u ON u.user_id = m.user_id"
     " WHERE " OWN("m") " AND m.role = 'administrator' AND u.suspended = 0"
     " ORDER BY u.name, u.user_id LIMIT 3");

/* An Administrator's session lasts 12 hours (SE-04), also if it began before, and goes no
 * further than to two-step sign-in where that is demanded (AU-10). */
STMT_GLOBAL(session_shorten, NULL, "a session belongs to a user, not to an account",
    "UPDATE session AS s SET s.ends_at = LEAST(s.ends_at, s.made_at + INTERVAL 12 HOUR),"
    "       s.half = " SESSION_HALF("s.user_id")
    " WHERE s.user_id = ?");

SHAPE(role_held, FIELD(role_held, account_id), FIELD(role_held, account_name),
      FIELD_WORD(role_held, role, role_words));

STMT_GLOBAL(role_held_page, &role_held_shape,
            "tells somebody their own roles, in whichever accounts",
            "SELECT a.account_id, a.name AS account_name, m.role"
            "  FROM membership AS m JOIN account AS a ON a.account_id = m.account_id"
            " WHERE m.user_id = ? AND m.root_id = ?"
            " ORDER BY a.name, a.account_id LIMIT 8");

const char *role_title(enum role role)
{
    switch (role) {
    case ADMINISTRATOR:
        return "Administrator";
    case ADVANCED:
        return "Advanced user";
    case BASIC:
        return "Basic user";
    case ROLE_NONE:
        break;
    }
    return "No role";
}

const char *role_as(enum role role)
{
    switch (role) {
    case ADMINISTRATOR:
        return "an Administrator";
    case ADVANCED:
        return "an Advanced user";
    case BASIC:
        return "a Basic user";
    case ROLE_NONE:
        break;
    }
    return "without a role";
}

enum status administrator_list(struct tenant *t, struct list *out)
{
    return tenant_list(t, &administrator_page, NULL, 0, out);
}

enum status role_held_list(struct db *db, uint64_t user_id, uint64_t root_id, struct list *out)
{
    return global_list(db, &role_held_page, WITH(ID(user_id), ID(root_id)), out);
}
