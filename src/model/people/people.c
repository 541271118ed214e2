/* people.c: who is in an account, and what somebody can reach */
#include "model/people/people.h"

#include "model/conversation/talk_like.h"
#include "model/people/membership.h"
#include "text/utf8.h"

SHAPE(person, FIELD(person, user_id), FIELD(person, name), FIELD(person, email),
      FIELD_WORD(person, role, role_words), FIELD(person, added_at), FIELD(person, seen_at),
      FIELD(person, suspended), FIELD(person, two_step));

SHAPE(overseer, FIELD(overseer, name), FIELD(overseer, email));

SHAPE(reach, FIELD(reach, account_id), FIELD(reach, account_name), FIELD(reach, root_name),
      FIELD(reach, line), FIELD_WORD(reach, role, role_words), FIELD(reach, child),
      FIELD(reach, over_below));

SHAPE(remains, FIELD(remains, messages), FIELD(remains, conversations));

struct people_count {
    uint32_t people;
};
SHAPE(people_count, FIELD(people_count, people));

/* A sign-in that ended leaves its device; the later of both counts. */
#define PERSON_COLUMNS                                                                         \
    "SELECT u.user_id, u.name, u.email, m.role, m.added_at,"                                   \
    "       NULLIF(GREATEST("                                                                  \
    "           IFNULL((SELECT MAX(s.seen_at) FROM session AS s WHERE s.user_id = u.user_id)," \
    "                  u.added_at),"                                                           \
    "           IFNULL((SELECT MAX(d.seen_at) FROM device AS d WHERE d.user_id = u.user_id),"  \
    "                  u.added_at)), u.added_at) AS seen_at, u.suspended, u.two_step"          \
    "  FROM membership AS m JOIN user AS u ON u.user_id = m.user_id"                           \
    " WHERE "

STMT(people_page, &person_shape,
     PERSON_COLUMNS OWN("m") " AND CONCAT(u.name, ' ', u.email) LIKE ?"
     " AND (u.name, u.user_id) > (?, ?) ORDER BY u.name, u.user_id LIMIT 51");

STMT(people_person, &person_shape, PERSON_COLUMNS OWN("m") " AND m.user_id = ?");

STMT(people_count_row, &people_count_shape,
     "SELECT COUNT(*) AS people FROM membership AS m WHERE " OWN("m"));

STMT_GLOBAL(people_overseers, &overseer_shape,
    "a parent's Administrators are in no row of a sub-account; one of them asks",
    "SELECT u.name, u.email"
    "  FROM membership AS m JOIN user AS u ON u.user_id = m.user_id"
    " WHERE m.account_id = ? AND m.role = 'administrator' AND u.suspended = 0"
    "   AND EXISTS (SELECT 1 FROM membership AS w WHERE w.account_id = m.account_id"
    "                  AND w.user_id = ? AND w.role = 'administrator')"
    " ORDER BY u.name, u.user_id LIMIT 100");

/* The reader sees the users of an account as its Advanced user or Administrator, or as the
 * parent's Administrator; roles compare by their place in the ENUM. */
STMT_GLOBAL(people_reach, &reach_shape,
    "looks across accounts, at those alone whose users the asker may see",
    "SELECT m.account_id, a.name AS account_name, r.name AS root_name, a.line, m.role,"
    "       a.account_id <> a.root_id AS child,"
    "       a.account_id = a.root_id AND m.role = 'administrator' AS over_below"
    "  FROM membership AS m"
    "  JOIN account AS a ON a.account_id = m.account_id"
    "  JOIN account AS r ON r.account_id = a.root_id"
    " WHERE m.user_id = ? AND a.state <> 'suspended' AND r.state <> 'suspended'"
    "   AND EXISTS (SELECT 1 FROM membership AS w WHERE w.user_id = ?"
    "                  AND w.account_id IN (m.account_id, m.root_id)"
    "                  AND w.role + 0 >= IF(w.account_id = m.account_id, 2, 3))"
    " ORDER BY r.name, r.account_id, child, a.name, a.account_id LIMIT 1000");

STMT(people_remains, &remains_shape,
     "SELECT (SELECT COUNT(*) FROM message AS e WHERE " OWN("e") " AND e.user_id = ?)"
     "           AS messages,"
     "       (SELECT COUNT(*) FROM conversation_own AS o WHERE " OWN("o")
     " AND o.user_id = ?) AS conversations"
     "  FROM account AS a WHERE " OWN("a"));

struct parent_role {
    unsigned role;
};
SHAPE(parent_role, FIELD_WORD(parent_role, role, role_words));

STMT_GLOBAL(people_parent_role, &parent_role_shape,
    "a sub-account leaves the logins of its parent's people alone",
    "SELECT m.role FROM membership AS m WHERE m.account_id = ? AND m.user_id = ?");

STMT_GLOBAL(people_end_sessions, NULL, "a session belongs to a user, not to an account",
    "DELETE s FROM session AS s WHERE s.user_id = ?");

enum status people_list(struct tenant *t, struct str wanted, const struct person *after,
                        struct list *out, bool *more)
{
    struct str name = after ? after->name : STR("");
    uint64_t user_id = after ? after->user_id : 0;

    if (wanted.at && utf8_count(wanted) > PEOPLE_SEARCH_MOST)
        return TOO_MUCH;
    TRY(tenant_list(t, &people_page,
                    WITH(TEXT(like_text(tenant_arena(t), wanted.at ? wanted : STR(""))),
                         TEXT(name), ID(user_id)),
                    out));
    *more = out->count > PEOPLE_PAGE;
    if (*more)
        out->count = PEOPLE_PAGE;
    return OK;
}

enum status people_find(struct tenant *t, uint64_t user_id, struct person *out)
{
    return tenant_one(t, &people_person, WITH(ID(user_id)), out);
}

enum status people_count(struct tenant *t, uint32_t *out)
{
    struct people_count count;

    TRY(tenant_one(t, &people_count_row, WITH_NOTHING, &count));
    *out = count.people;
    return OK;
}

enum status people_above(struct db *db, uint64_t root_id, uint64_t reader, struct list *out)
{
    return global_list(db, &people_overseers, WITH(ID(root_id), ID(reader)), out);
}

enum status people_reached(struct db *db, uint64_t user_id, uint64_t reader, struct list *out)
{
    return global_list(db, &people_reach, WITH(ID(user_id), ID(reader)), out);
}

enum status people_remaining(struct tenant *t, uint64_t user_id, struct remains *out)
{
    return tenant_one(t, &people_remains, WITH(ID(user_id), ID(user_id)), out);
}

enum status people_is_of_parent(struct db *db, uint64_t root_id, uint64_t user_id, bool *out)
{
    struct parent_role held;
    enum status status =
        global_one(db, &people_parent_role, WITH(ID(root_id), ID(user_id)), &held);

    if (status != NOT_FOUND)
        TRY(status);
    *out = status == OK;
    return OK;
}

struct signing_out {
    struct tenant *t;
    struct db *db;
    const struct audit_who *who;
    const struct person *person;
};

static enum status signing_out_body(void *arg)
{
    const struct signing_out *s = arg;
    struct audit_entry entry = {.action = "session.end"};

    entry.object = str_format(tenant_arena(s->t), "%.*s, %.*s", STR_ARG(s->person->name),
                              STR_ARG(s->person->email));
    TRY(global_run(s->db, &people_end_sessions, WITH(ID(s->person->user_id))));
    return audit_write(s->t, s->who, &entry);
}

enum status people_sign_out(struct tenant *t, struct db *db, const struct audit_who *who,
                            const struct person *person)
{
    struct signing_out s = {.t = t, .db = db, .who = who, .person = person};

    return tenant_tx(t, signing_out_body, NULL, &s);
}
