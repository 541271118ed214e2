/* membership.c: the roles that a user can hold in an account */
#include "model/membership.h"

#include <stddef.h>

const char *const role_words[] = {"none", "basic", "advanced", "administrator", NULL};

SHAPE(administrator, FIELD(administrator, name));

STMT(administrator_page, &administrator_shape,
     "SELECT u.name"
     "  FROM membership AS m JOIN user AS u ON u.user_id = m.user_id"
     " WHERE " OWN("m") " AND m.role = 'administrator' AND u.suspended = 0"
     " ORDER BY u.name, u.user_id LIMIT 3");

enum status administrator_list(struct tenant *t, struct list *out)
{
    return tenant_list(t, &administrator_page, NULL, 0, out);
}
