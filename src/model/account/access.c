/* access.c: who is behind a session, and what they are in one account
 *
 * Three questions, each with more in it than the one before. What a visit by script asks is
 * rows by their whole key, which MariaDB reads while it plans, and so is what a frame wants to
 * know beside it. */
#include "model/account/access.h"

#include "model/people/membership.h"

const char *const account_state_words[] = {"active", "suspended", "closed", NULL};
static const char *const inbox_scope_words[] = {[INBOX_UNSET] = "none",
                                                [INBOX_ACCOUNT] = "account",
                                                [INBOX_MINE] = "user",
                                                [INBOX_TREE] = "tree",
                                                NULL};

/* Of the shape, by question. */
enum { OUTSIDE_FIELDS = 9, INSIDE_FIELDS = 26 };

SHAPE(access, FIELD(access, session_id), FIELD(access, user_id), FIELD(access, user_name),
      FIELD(access, email), FIELD(access, user_zone), FIELD(access, form_salt),
      FIELD(access, half), FIELD(access, touch_due), FIELD(access, is_root_admin),
      FIELD(access, viewing), FIELD(access, view_until),
      FIELD(access, root_id), FIELD(access, account_id), FIELD(access, account_name),
      FIELD(access, root_name),
      FIELD_WORD(access, account_state, account_state_words),
      FIELD_WORD(access, root_state, account_state_words), FIELD(access, line),
      FIELD(access, country), FIELD_WORD(access, own_role, role_words),
      FIELD_WORD(access, root_role, role_words),
      FIELD_WORD(access, inbox_scope, inbox_scope_words),
      FIELD_AS(access, inbox.open, open), FIELD_AS(access, inbox.unread, unread),
      FIELD_AS(access, inbox.closed, closed), FIELD_AS(access, inbox.version, version),
      FIELD(access, has_several),
      FIELD(access, has_branches));

static const struct shape outside_shape = {.name = "access",
                                           .size = sizeof(struct access),
                                           .count = OUTSIDE_FIELDS,
                                           .fields = access_fields_};
static const struct shape inside_shape = {.name = "access",
                                          .size = sizeof(struct access),
                                          .count = INSIDE_FIELDS,
                                          .fields = access_fields_};

/* clang-format off */
#define SOMEBODY                                                                               \
    "SELECT s.session_id, u.user_id, u.name AS user_name, u.email, u.zone AS user_zone,"       \
    "       s.form_salt, s.half,"                                                              \
    "       s.seen_at < UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE AS touch_due"
/* In what follows u is whose rows are meant: the session's user, or the member whose eyes it has. */
#define OF_SESSION                                                                             \
    "  FROM session AS s JOIN user AS u ON u.user_id = s.user_id"
#define OF_EYES                                                                                \
    "  FROM session AS s JOIN user AS u ON u.user_id = s.view_user_id"
#define IS_ALIVE                                                                               \
    " WHERE s.id_hash = ? AND s.ends_at > UTC_TIMESTAMP(6)"                                    \
    "   AND s.seen_at > UTC_TIMESTAMP(6) - INTERVAL 30 MINUTE AND u.suspended = 0"

/* Which counts the reader may see, as actor_scope says; what it is given it holds against that. */
#define IS_ADMINISTRATOR "IFNULL(q.role, 'none') = 'administrator'"
#define IS_BASIC         "m.role = 'basic' AND NOT " IS_ADMINISTRATOR

#define ACCOUNT                                                                                \
    ", IFNULL(q.role = 'administrator', 0) AS is_root_admin,"                                  \
    "  IFNULL(s.view_account_id = a.account_id AND s.view_until > UTC_TIMESTAMP(6), 0)"        \
    "    AS viewing, s.view_until,"                                                            \
    "  a.root_id, a.account_id, a.name AS account_name, r.name AS root_name,"                  \
    "  a.state AS account_state, r.state AS root_state, a.line, a.country,"                    \
    "  IFNULL(m.role, 'none') AS own_role, IFNULL(q.role, 'none') AS root_role,"               \
    "  IFNULL(n.scope, 'none') AS inbox_scope, n.open, n.unread, n.closed, n.version"
/* Of an account that does not exist no row is found, but each is looked for under the key 0:
 * what another tree's account costs does not tell that it is there (TN-12). */
#define ITS_ID   "IFNULL(a.account_id, 0)"
#define ITS_ROOT "IFNULL(a.root_id, 0)"
#define IN_ACCOUNT                                                                             \
    "  LEFT JOIN account AS a ON a.account_id = ?"                                             \
    "  LEFT JOIN account AS r ON r.account_id = " ITS_ROOT                                     \
    "  LEFT JOIN membership AS m ON m.account_id = " ITS_ID " AND m.user_id = u.user_id"       \
    "  LEFT JOIN membership AS q ON q.account_id = " ITS_ROOT " AND q.user_id = u.user_id"     \
    "  LEFT JOIN inbox_count AS n"                                                             \
    "    ON n.account_id = " ITS_ID                                                            \
    "   AND n.scope = IF(" IS_ADMINISTRATOR " AND a.account_id = a.root_id AND ?, 'tree',"     \
    "                    IF(" IS_BASIC ", 'user', 'account'))"                                 \
    "   AND n.user_id = IF(" IS_BASIC ", u.user_id, 0)"

/* The first and the last key of a range are read while MariaDB plans; to ask whether there is
 * another row costs it three times as much, and more in a tree of a thousand. */
#define SEVERAL(keys) "(SELECT MAX" keys ") <> (SELECT MIN" keys ")"
#define FRAME                                                                                  \
    ", " SEVERAL("(p.account_id) FROM membership AS p WHERE p.user_id = u.user_id")            \
    "    AS has_several,"                                                                      \
    "  " SEVERAL("(b.account_id) FROM account AS b WHERE b.root_id = " ITS_ROOT)               \
    "    AS has_branches"

STMT_GLOBAL(access_outside, &outside_shape, "a session belongs to a user, not to an account",
            SOMEBODY
            ", EXISTS (SELECT 1 FROM membership AS m WHERE m.user_id = s.user_id"
            "             AND m.root_id = m.account_id AND m.role = 'administrator')"
            "    AS is_root_admin"
            OF_SESSION IS_ALIVE);

STMT_GLOBAL(access_inside, &inside_shape,
            "finds out who asks and in which account, before a tenant can be minted",
            SOMEBODY ACCOUNT OF_SESSION IN_ACCOUNT IS_ALIVE);

STMT_GLOBAL(access_framed, &access_shape,
            "finds out who asks and in which account, before a tenant can be minted",
            SOMEBODY ACCOUNT FRAME OF_SESSION IN_ACCOUNT IS_ALIVE);

STMT_GLOBAL(access_viewed, &access_shape, "the same, of the member whose eyes the session has",
            SOMEBODY ACCOUNT FRAME OF_EYES IN_ACCOUNT IS_ALIVE);
/* clang-format on */

STMT_GLOBAL(session_touch_row, NULL, "a session belongs to a user, not to an account",
            "UPDATE session AS s SET s.seen_at = UTC_TIMESTAMP(6) WHERE s.id_hash = ?");

enum status access_find(struct db *db, const struct access_query *query, struct access *out)
{
    const struct stmt *inside = query->framed ? &access_framed : &access_inside;

    if (query->account_id == 0)
        return global_one(db, &access_outside, WITH(TEXT(query->id_hash)), out);
    return global_one(db, query->viewed ? &access_viewed : inside,
                      WITH(ID(query->account_id), FLAG(query->merged), TEXT(query->id_hash)),
                      out);
}

enum status session_touch(struct db *db, struct str id_hash)
{
    return global_run(db, &session_touch_row, WITH(TEXT(id_hash)));
}
