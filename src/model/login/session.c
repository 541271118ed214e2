/* session.c: who is signed in where */
#include "model/login/session.h"

#include "model/login/device.h"

SHAPE(session, FIELD(session, session_id), FIELD(session, agent), FIELD(session, address),
      FIELD(session, made_at), FIELD(session, seen_at), FIELD(session, current));

#define NO_ACCOUNT "a session belongs to a user, not to an account"

/* The user's row is held: a password that is changed at this moment is changed before, and then
 * this one opens nothing, or after, and then the session ends with all others. */
STMT_GLOBAL(
    session_insert, NULL, NO_ACCOUNT,
    "INSERT INTO session (id_hash, user_id, half, made_at, seen_at, ends_at, auth_at, address, "
    "agent, form_salt)"
    " SELECT ?, u.user_id, " SESSION_HALF(
        "u.user_id") ", UTC_TIMESTAMP(6), UTC_TIMESTAMP(6),"
                     "        UTC_TIMESTAMP(6) + INTERVAL IF(EXISTS (SELECT 1 FROM membership AS m"
                     "            WHERE m.user_id = u.user_id AND m.role = 'administrator'), 12, 24) HOUR,"
                     "        UTC_TIMESTAMP(6), ?, ?, ?"
                     "   FROM user AS u WHERE u.user_id = ? AND u.password = ?"
                     "    AND u.suspended = 0 LOCK IN SHARE MODE");

STMT_GLOBAL(session_delete, NULL, NO_ACCOUNT, "DELETE s FROM session AS s WHERE s.id_hash = ?");

STMT_GLOBAL(session_delete_own, NULL, NO_ACCOUNT,
            "DELETE s FROM session AS s WHERE s.user_id = ? AND s.session_id = ?");

STMT_GLOBAL(session_delete_others, NULL, NO_ACCOUNT,
            "DELETE s FROM session AS s WHERE s.user_id = ? AND s.id_hash <> ?");

STMT_GLOBAL(session_trim, NULL, NO_ACCOUNT,
            "DELETE s FROM session AS s"
            "  JOIN (SELECT o.session_id FROM session AS o WHERE o.user_id = ?"
            "         ORDER BY o.session_id DESC LIMIT 1000 OFFSET 20) AS surplus"
            "    ON surplus.session_id = s.session_id");

STMT_GLOBAL(
    session_of_user, &session_shape, NO_ACCOUNT,
    "SELECT s.session_id, s.agent, s.address, s.made_at, s.seen_at, s.id_hash = ? AS current"
    "  FROM session AS s"
    " WHERE s.user_id = ? AND s.ends_at > UTC_TIMESTAMP(6)"
    "   AND s.seen_at > UTC_TIMESTAMP(6) - INTERVAL 30 MINUTE"
    " ORDER BY current DESC, s.seen_at DESC LIMIT 20");

STMT_GLOBAL(
    session_renew_row, NULL, NO_ACCOUNT,
    "INSERT INTO session (id_hash, user_id, half, made_at, seen_at, ends_at, auth_at, address, "
    "agent, form_salt)"
    " SELECT ?, s.user_id, s.half, s.made_at, UTC_TIMESTAMP(6), s.ends_at, UTC_TIMESTAMP(6), s.address,"
    "        s.agent, ?"
    "   FROM session AS s WHERE s.id_hash = ?");

STMT_GLOBAL(session_delete_all, NULL, NO_ACCOUNT,
            "DELETE s FROM session AS s WHERE s.user_id = ?");

STMT_GLOBAL(
    session_judge_row, NULL, NO_ACCOUNT,
    "UPDATE session AS s SET s.half = " SESSION_HALF("s.user_id") " WHERE s.user_id = ?");

STMT_GLOBAL(session_judge_tree_rows, NULL, NO_ACCOUNT,
            "UPDATE session AS s"
            "  JOIN (SELECT DISTINCT e.user_id FROM membership AS e"
            "         WHERE e.root_id = ? AND e.role = 'administrator') AS theirs"
            "    ON theirs.user_id = s.user_id"
            "   SET s.half = " SESSION_HALF("s.user_id"));

struct demand {
    uint8_t half;
};

SHAPE(demand, FIELD(demand, half));

/* As of somebody who has none: the user's own row is left out of the question. */
STMT_GLOBAL(
    session_demand, &demand_shape, NO_ACCOUNT,
    "SELECT CAST(IFNULL(MAX(CASE COALESCE(IF(FIND_IN_SET('two_step', p.locks) > 0, NULL,"
    "                                          o.two_step), p.two_step)"
    "                         WHEN 'required' THEN 2 WHEN 'optional' THEN 0"
    "                         ELSE m.account_id = m.root_id END), 0) AS UNSIGNED) AS half"
    "  FROM membership AS m"
    "  LEFT JOIN setting AS o ON o.account_id = m.account_id"
    "  LEFT JOIN setting AS p ON p.account_id = m.root_id"
    " WHERE m.user_id = ? AND m.role = 'administrator'");

struct freshness {
    bool fresh;
};

SHAPE(freshness, FIELD(freshness, fresh));

STMT_GLOBAL(session_fresh, &freshness_shape, NO_ACCOUNT,
            "SELECT s.auth_at > UTC_TIMESTAMP(6) - INTERVAL 300 SECOND AS fresh"
            "  FROM session AS s WHERE s.id_hash = ?");

struct start {
    struct db *db;
    const struct session_new *session;
};

static enum status start_body(void *arg)
{
    const struct start *start = arg;
    const struct session_new *s = start->session;

    TRY(global_try(start->db, &session_insert,
                   WITH(TEXT(s->id_hash), TEXT(s->address), TEXT(s->agent), TEXT(s->form_salt),
                        ID(s->user_id), TEXT(s->password))));
    if (s->old_hash.at)
        TRY(global_run(start->db, &session_delete, WITH(TEXT(s->old_hash))));
    TRY(global_run(start->db, &session_trim, WITH(ID(s->user_id))));
    if (s->device_hash.at)
        TRY(device_keep(start->db, s->device_hash, s->user_id));
    return s->notice ? notice_give(start->db, s->notice) : OK;
}

enum status session_start(struct db *db, const struct session_new *session)
{
    struct start start = {.db = db, .session = session};

    return global_tx(db, start_body, NULL, &start);
}

enum status session_end(struct db *db, struct str id_hash)
{
    return global_run(db, &session_delete, WITH(TEXT(id_hash)));
}

/* Which of a user's sessions end, and what is told of it. */
struct ending {
    struct db *db;
    uint64_t user_id;
    uint64_t session_id; /* 0: all but the one of id_hash */
    struct str id_hash;
    const struct notice *notice;
};

static enum status ending_body(void *arg)
{
    const struct ending *e = arg;
    uint64_t ended;

    if (e->session_id != 0)
        TRY(global_count(e->db, &session_delete_own, WITH(ID(e->user_id), ID(e->session_id)),
                         &ended));
    else
        TRY(global_count(e->db, &session_delete_others, WITH(ID(e->user_id), TEXT(e->id_hash)),
                         &ended));
    return ended > 0 ? notice_give(e->db, e->notice) : NOT_FOUND;
}

enum status session_end_own(struct db *db, uint64_t user_id, uint64_t session_id,
                            const struct notice *notice)
{
    struct ending ending = {
        .db = db, .user_id = user_id, .session_id = session_id, .notice = notice};

    return global_tx(db, ending_body, NULL, &ending);
}

enum status session_leave_others(struct db *db, uint64_t user_id, struct str id_hash,
                                 const struct notice *notice)
{
    struct ending ending = {
        .db = db, .user_id = user_id, .id_hash = id_hash, .notice = notice};
    enum status status = global_tx(db, ending_body, NULL, &ending);

    return status == NOT_FOUND ? OK : status; /* there were none */
}

enum status session_end_others(struct db *db, uint64_t user_id, struct str id_hash)
{
    return global_run(db, &session_delete_others, WITH(ID(user_id), TEXT(id_hash)));
}

enum status session_end_all(struct db *db, uint64_t user_id)
{
    return global_run(db, &session_delete_all, WITH(ID(user_id)));
}

enum status session_judge(struct db *db, uint64_t user_id)
{
    return global_run(db, &session_judge_row, WITH(ID(user_id)));
}

enum status session_judge_tree(struct db *db, uint64_t root_id)
{
    return global_run(db, &session_judge_tree_rows, WITH(ID(root_id)));
}

enum status session_demanded(struct db *db, uint64_t user_id, uint8_t *out)
{
    struct demand demand = {0};

    TRY(global_one(db, &session_demand, WITH(ID(user_id)), &demand));
    *out = demand.half;
    return OK;
}

enum status session_renew_in(struct db *db, const struct session_renewal *renewal)
{
    enum status status = global_try(
        db, &session_renew_row,
        WITH(TEXT(renewal->id_hash), TEXT(renewal->form_salt), TEXT(renewal->old_hash)));

    if (status != OK)
        return status == CONFLICT ? NOT_FOUND : status;
    status = global_try(db, &session_delete, WITH(TEXT(renewal->old_hash)));
    return status == CONFLICT ? NOT_FOUND : status; /* ended meanwhile */
}

struct renewing {
    struct db *db;
    const struct session_renewal *renewal;
};

static enum status renew_body(void *arg)
{
    const struct renewing *renewing = arg;

    return session_renew_in(renewing->db, renewing->renewal);
}

enum status session_renew(struct db *db, const struct session_renewal *renewal)
{
    struct renewing renewing = {.db = db, .renewal = renewal};

    return global_tx(db, renew_body, NULL, &renewing);
}

enum status session_is_fresh(struct db *db, struct str id_hash, bool *fresh)
{
    struct freshness found = {0};

    TRY(global_one(db, &session_fresh, WITH(TEXT(id_hash)), &found));
    *fresh = found.fresh;
    return OK;
}

enum status session_list(struct db *db, uint64_t user_id, struct str id_hash, struct list *out)
{
    return global_list(db, &session_of_user, WITH(TEXT(id_hash), ID(user_id)), out);
}
