/* half.c: a sign-in whose password was right and whose code is still missing */
#include "model/login/half.h"

#include "base/shape.h"

SHAPE(half, FIELD(half, user_id));

#define NO_ACCOUNT "signing in happens before any account is known"

/* The user's row is held, as for a session (model/login/session.c). */
STMT_GLOBAL(half_insert, NULL, NO_ACCOUNT,
            "INSERT INTO half (token_hash, user_id, ends_at)"
            " SELECT ?, u.user_id, UTC_TIMESTAMP(6) + INTERVAL 300 SECOND"
            "   FROM user AS u WHERE u.user_id = ? AND u.password = ? LOCK IN SHARE MODE");

STMT_GLOBAL(half_by_token, &half_shape, NO_ACCOUNT,
            "SELECT h.user_id FROM half AS h JOIN user AS u ON u.user_id = h.user_id"
            " WHERE h.token_hash = ? AND h.ends_at > UTC_TIMESTAMP(6)"
            "   AND u.suspended = 0 AND u.verified = 1 AND u.two_step = 1");

STMT_GLOBAL(half_count, NULL, NO_ACCOUNT,
            "UPDATE half AS h SET h.tries = h.tries + 1"
            " WHERE h.token_hash = ? AND h.ends_at > UTC_TIMESTAMP(6) AND h.tries < 5");

STMT_GLOBAL(half_count_more, NULL, NO_ACCOUNT,
            "UPDATE half AS h SET h.tries = h.tries + 1"
            " WHERE h.token_hash = ? AND h.ends_at > UTC_TIMESTAMP(6) AND h.tries >= 5");

STMT_GLOBAL(half_delete, NULL, NO_ACCOUNT, "DELETE h FROM half AS h WHERE h.token_hash = ?");

STMT_GLOBAL(half_delete_tried, NULL, NO_ACCOUNT,
            "DELETE h FROM half AS h WHERE h.token_hash = ? AND h.tries >= 10");

STMT_GLOBAL(half_delete_all, NULL, NO_ACCOUNT, "DELETE h FROM half AS h WHERE h.user_id = ?");

enum status half_start(struct db *db, struct str token_hash, const struct user *user)
{
    return global_try(db, &half_insert,
                      WITH(TEXT(token_hash), ID(user->user_id), TEXT(user->password)));
}

enum status half_find(struct db *db, struct str token_hash, struct half *out)
{
    return global_one(db, &half_by_token, WITH(TEXT(token_hash)), out);
}

enum status half_try(struct db *db, struct str token_hash)
{
    enum status status = global_try(db, &half_count, WITH(TEXT(token_hash)));

    if (status != CONFLICT)
        return status;
    status = global_try(db, &half_count_more, WITH(TEXT(token_hash)));
    if (status != OK)
        return status == CONFLICT ? NOT_FOUND : status;
    TRY(global_run(db, &half_delete_tried, WITH(TEXT(token_hash))));
    return TOO_MUCH;
}

enum status half_end(struct db *db, struct str token_hash)
{
    enum status status = global_try(db, &half_delete, WITH(TEXT(token_hash)));

    return status == CONFLICT ? NOT_FOUND : status;
}

enum status half_end_all(struct db *db, uint64_t user_id)
{
    return global_run(db, &half_delete_all, WITH(ID(user_id)));
}
