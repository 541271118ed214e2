/* access.c: who is behind a session, and what they are in one account */
#include "model/access.h"

#include "model/membership.h"

const char *const account_state_words[] = {"active", "suspended", "closed", NULL};

SHAPE(access, FIELD(access, session_id), FIELD(access, user_id), FIELD(access, user_name),
      FIELD(access, email), FIELD(access, user_zone), FIELD(access, form_salt),
      FIELD(access, two_step), FIELD(access, touch_due), FIELD(access, account_count),
      FIELD(access, is_root_admin),
      FIELD(access, root_id), FIELD(access, account_id), FIELD(access, account_name),
      FIELD(access, root_name), FIELD_WORD(access, account_state, account_state_words),
      FIELD_WORD(access, root_state, account_state_words), FIELD(access, line),
      FIELD(access, country), FIELD_WORD(access, own_role, role_words),
      FIELD_WORD(access, root_role, role_words), FIELD(access, children));

STMT_GLOBAL(access_by_session, &access_shape,
    "finds out who asks and in which account, before a tenant can be minted",
    "SELECT s.session_id, s.user_id, u.name AS user_name, u.email, u.zone AS user_zone,"
    "       s.form_salt, u.two_step, s.seen_at < UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE AS touch_due,"
    "       (SELECT COUNT(*) FROM membership AS n WHERE n.user_id = s.user_id) AS account_count,"
    "       EXISTS (SELECT 1 FROM membership AS p WHERE p.user_id = s.user_id"
    "                  AND p.root_id = p.account_id AND p.role = 'administrator') AS is_root_admin,"
    "       a.root_id, a.account_id, a.name AS account_name, r.name AS root_name,"
    "       a.state AS account_state, r.state AS root_state, a.line, a.country,"
    "       IFNULL(m.role, 'none') AS own_role, IFNULL(q.role, 'none') AS root_role,"
    "       EXISTS (SELECT 1 FROM account AS b WHERE b.root_id = a.root_id"
    "                  AND b.account_id <> a.root_id) AS children"
    "  FROM session AS s"
    "  JOIN user AS u ON u.user_id = s.user_id"
    "  LEFT JOIN account AS a ON a.account_id = ?"
    "  LEFT JOIN account AS r ON r.account_id = a.root_id"
    "  LEFT JOIN membership AS m ON m.account_id = a.account_id AND m.user_id = s.user_id"
    "  LEFT JOIN membership AS q ON q.account_id = a.root_id AND q.user_id = s.user_id"
    " WHERE s.id_hash = ? AND s.ends_at > UTC_TIMESTAMP(6)"
    "   AND s.seen_at > UTC_TIMESTAMP(6) - INTERVAL 30 MINUTE AND u.suspended = 0");

STMT_GLOBAL(session_touch_row, NULL, "a session belongs to a user, not to an account",
            "UPDATE session AS s SET s.seen_at = UTC_TIMESTAMP(6) WHERE s.id_hash = ?");

enum status access_find(struct db *db, struct str id_hash, uint64_t account_id,
                        struct access *out)
{
    return global_one(db, &access_by_session, WITH(ID(account_id), TEXT(id_hash)), out);
}

enum status session_touch(struct db *db, struct str id_hash)
{
    return global_run(db, &session_touch_row, WITH(TEXT(id_hash)));
}
