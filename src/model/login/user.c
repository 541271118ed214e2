/* user.c: login profiles, and what each can enter */
#include "model/login/user.h"

#include "model/people/membership.h"

SHAPE(user, FIELD(user, user_id), FIELD(user, email), FIELD(user, name), FIELD(user, password),
      FIELD(user, zone), FIELD(user, may_sign_in), FIELD(user, two_step));

SHAPE(entrance, FIELD(entrance, account_id), FIELD(entrance, name),
      FIELD(entrance, parent_name), FIELD(entrance, line),
      FIELD_WORD(entrance, role, role_words), FIELD(entrance, unread_count),
      FIELD(entrance, child), FIELD(entrance, merge), FIELD(entrance, merge_unread_count));

STMT_GLOBAL(user_by_email, &user_shape, "looks up who signs in, before any account is known",
            "SELECT u.user_id, u.email, u.name, u.password, u.zone,"
            "       u.suspended = 0 AND u.verified = 1 AS may_sign_in, u.two_step"
            "  FROM user AS u WHERE u.email = ?");

STMT_GLOBAL(user_by_id, &user_shape, "a login profile belongs to no account",
            "SELECT u.user_id, u.email, u.name, u.password, u.zone,"
            "       u.suspended = 0 AND u.verified = 1 AS may_sign_in, u.two_step"
            "  FROM user AS u WHERE u.user_id = ?");

STMT_GLOBAL(user_set_password, NULL, "a login profile belongs to no account",
            "UPDATE user AS u SET u.password = ? WHERE u.user_id = ? AND u.password = ?");

/* Two ways in: a membership of one's own, or being the parent's Administrator; the strongest
 * role counts (compared by its place in the ENUM, not as text). A Basic user is told the
 * number of own unread conversations only, and nobody that of a suspended account. */
STMT_GLOBAL(entrance_of_user, &entrance_shape,
    "lists the accounts a user can enter, across all trees",
    "SELECT a.account_id, a.name, r.name AS parent_name, a.line, way.role,"
    "       IFNULL(n.unread, 0) AS unread_count,"
    "       a.account_id <> a.root_id AND q.role IS NOT NULL AS child,"
    "       a.account_id = a.root_id AND way.role = 'administrator'"
    "           AND b.account_id IS NOT NULL AS merge,"
    "       IFNULL(w.unread, 0) AS merge_unread_count"
    "  FROM (SELECT h.account_id, ELT(MAX(h.held), 'basic', 'advanced', 'administrator') AS role"
    "          FROM (SELECT m.account_id, m.role + 0 AS held FROM membership AS m WHERE m.user_id = ?"
    "                 UNION"
    "                SELECT c.account_id, p.role + 0 AS held FROM membership AS p"
    "                  JOIN account AS c ON c.root_id = p.root_id"
    "                 WHERE p.user_id = ? AND p.account_id = p.root_id"
    "                   AND p.role = 'administrator') AS h"
    "         GROUP BY h.account_id) AS way"
    "  JOIN account AS a ON a.account_id = way.account_id"
    "  JOIN account AS r ON r.account_id = a.root_id"
    "  LEFT JOIN membership AS q ON q.account_id = a.root_id AND q.user_id = ?"
    "  LEFT JOIN inbox_count AS n ON n.account_id = a.account_id"
    "        AND n.scope = IF(way.role = 'basic', 'user', 'account')"
    "        AND n.user_id = IF(way.role = 'basic', ?, 0)"
    "        AND a.state <> 'suspended' AND r.state <> 'suspended'"
    "  LEFT JOIN inbox_count AS w ON w.account_id = a.account_id AND w.scope = 'tree'"
    "        AND a.account_id = a.root_id AND way.role = 'administrator'"
    "        AND a.state <> 'suspended'"
    "  LEFT JOIN (SELECT e.root_id, MIN(e.account_id) AS account_id FROM account AS e"
    "              WHERE e.account_id <> e.root_id GROUP BY e.root_id) AS b"
    "    ON b.root_id = a.root_id"
    " ORDER BY r.name, r.account_id, a.account_id <> a.root_id, a.name, a.account_id LIMIT 2000");

/* The column compares without accents too. Those who sign in may not: each spelling would
 * have tries of its own (model/login/throttle.h). */
enum status user_find(struct db *db, struct str email, struct user *out)
{
    struct arena *arena = db_arena(db);
    struct user user;

    TRY(global_one(db, &user_by_email, WITH(TEXT(email)), &user));
    if (!str_equal(str_lower(arena, user.email), str_lower(arena, email)))
        return NOT_FOUND;
    *out = user;
    return OK;
}

enum status user_read(struct db *db, uint64_t user_id, struct user *out)
{
    return global_one(db, &user_by_id, WITH(ID(user_id)), out);
}

enum status user_rehash(struct db *db, const struct user *user, struct str phc)
{
    return global_try(db, &user_set_password,
                      WITH(TEXT(phc), ID(user->user_id), TEXT(user->password)));
}

enum status entrance_list(struct db *db, uint64_t user_id, struct list *out)
{
    return global_list(db, &entrance_of_user,
                       WITH(ID(user_id), ID(user_id), ID(user_id), ID(user_id)), out);
}
