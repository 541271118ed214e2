/* reset.c: a one-time link by which a forgotten password is replaced */
#include "model/login/reset.h"

#include "base/shape.h"

SHAPE(reset, FIELD(reset, user_id), FIELD(reset, email), FIELD(reset, name),
      FIELD(reset, password), FIELD(reset, two_step));

struct locked {
    uint64_t user_id;
};

SHAPE(locked, FIELD(locked, user_id));

#define NO_ACCOUNT "who has forgotten a password is in no account yet"

/* Parallel requests for one user take turns, so that each counts the ones before. */
STMT_GLOBAL(reset_lock_user, &locked_shape, NO_ACCOUNT,
            "SELECT u.user_id FROM user AS u WHERE u.user_id = ? FOR UPDATE");

STMT_GLOBAL(reset_insert, NULL, NO_ACCOUNT,
            "INSERT INTO reset (token_hash, user_id, made_at, ends_at)"
            " SELECT ?, u.user_id, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 30 MINUTE"
            "   FROM user AS u"
            "  WHERE u.user_id = ? AND u.suspended = 0 AND u.verified = 1"
            "    AND (SELECT COUNT(*) FROM reset AS r WHERE r.user_id = u.user_id"
            "            AND r.made_at > UTC_TIMESTAMP(6) - INTERVAL 1 HOUR) < 3");

STMT_GLOBAL(reset_by_token, &reset_shape, NO_ACCOUNT,
            "SELECT r.user_id, u.email, u.name, u.password, u.two_step"
            "  FROM reset AS r JOIN user AS u ON u.user_id = r.user_id"
            " WHERE r.token_hash = ? AND r.used_at IS NULL AND r.ends_at > UTC_TIMESTAMP(6)"
            "   AND u.suspended = 0 AND u.verified = 1");

STMT_GLOBAL(reset_use, NULL, NO_ACCOUNT,
            "UPDATE reset AS r SET r.used_at = UTC_TIMESTAMP(6)"
            " WHERE r.token_hash = ? AND r.used_at IS NULL AND r.ends_at > UTC_TIMESTAMP(6)");

STMT_GLOBAL(reset_end_all, NULL, NO_ACCOUNT,
            "UPDATE reset AS r SET r.used_at = UTC_TIMESTAMP(6)"
            " WHERE r.user_id = ? AND r.used_at IS NULL");

struct making {
    struct db *db;
    uint64_t user_id;
    struct str token_hash;
    const struct notice *notice;
};

/* Where nothing may come of it the same is done, and rolled back: how much the machine has to
 * do then tells nothing either. */
static enum status making_body(void *arg)
{
    const struct making *m = arg;
    struct locked locked;
    enum status status = global_one(m->db, &reset_lock_user, WITH(ID(m->user_id)), &locked);

    if (status != OK && status != NOT_FOUND)
        return status;
    status = global_try(m->db, &reset_insert, WITH(TEXT(m->token_hash), ID(m->user_id)));
    if (status != OK && status != CONFLICT)
        return status;
    TRY(notice_give(m->db, m->notice));
    return status;
}

enum status reset_make(struct db *db, uint64_t user_id, struct str token_hash,
                       const struct notice *notice)
{
    struct making making = {
        .db = db, .user_id = user_id, .token_hash = token_hash, .notice = notice};

    return global_tx(db, making_body, NULL, &making);
}

enum status reset_find(struct db *db, struct str token_hash, struct reset *out)
{
    return global_one(db, &reset_by_token, WITH(TEXT(token_hash)), out);
}

enum status reset_take(struct db *db, struct str token_hash)
{
    enum status status = global_try(db, &reset_use, WITH(TEXT(token_hash)));

    return status == CONFLICT ? NOT_FOUND : status; /* somebody was quicker */
}

enum status reset_forget(struct db *db, uint64_t user_id)
{
    return global_run(db, &reset_end_all, WITH(ID(user_id)));
}
