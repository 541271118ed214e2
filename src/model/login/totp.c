/* totp.c: two-step sign-in of a user: what their app knows, and their codes on paper */
#include "model/login/totp.h"

#include "base/shape.h"

SHAPE(totp, FIELD(totp, secret), FIELD(totp, is_on), FIELD(totp, on_at), FIELD(totp, now),
      FIELD(totp, recovery_count));

#define NO_ACCOUNT "a login profile belongs to no account"

STMT_GLOBAL(totp_of_user, &totp_shape, NO_ACCOUNT,
            "SELECT t.secret, t.on_at IS NOT NULL AS is_on, t.on_at,"
            "       UNIX_TIMESTAMP() AS now,"
            "       (SELECT COUNT(*) FROM recovery_code AS c"
            "         WHERE c.user_id = t.user_id AND c.used_at IS NULL) AS recovery_count"
            "  FROM totp AS t WHERE t.user_id = ?");

STMT_GLOBAL(totp_drop_shown, NULL, NO_ACCOUNT,
            "DELETE t FROM totp AS t WHERE t.user_id = ? AND t.on_at IS NULL");

STMT_GLOBAL(totp_insert, NULL, NO_ACCOUNT,
            "INSERT INTO totp (user_id, secret, made_at) VALUES (?, ?, UTC_TIMESTAMP(6))");

STMT_GLOBAL(totp_move, NULL, NO_ACCOUNT,
            "UPDATE totp AS t SET t.step = ?"
            " WHERE t.user_id = ? AND t.step < ? AND t.on_at IS NOT NULL");

STMT_GLOBAL(totp_prove, NULL, NO_ACCOUNT,
            "UPDATE totp AS t SET t.step = ?, t.on_at = UTC_TIMESTAMP(6)"
            " WHERE t.user_id = ? AND t.secret = ? AND t.on_at IS NULL");

STMT_GLOBAL(totp_delete, NULL, NO_ACCOUNT, "DELETE t FROM totp AS t WHERE t.user_id = ?");

STMT_GLOBAL(user_set_two_step, NULL, NO_ACCOUNT,
            "UPDATE user AS u SET u.two_step = ? WHERE u.user_id = ?");

STMT_GLOBAL(recovery_insert, NULL, NO_ACCOUNT,
            "INSERT INTO recovery_code (user_id, code_hash)"
            " SELECT t.user_id, ? FROM totp AS t WHERE t.user_id = ? AND t.on_at IS NOT NULL");

STMT_GLOBAL(recovery_use, NULL, NO_ACCOUNT,
            "UPDATE recovery_code AS c SET c.used_at = UTC_TIMESTAMP(6)"
            " WHERE c.user_id = ? AND c.code_hash = ? AND c.used_at IS NULL");

STMT_GLOBAL(recovery_delete, NULL, NO_ACCOUNT,
            "DELETE c FROM recovery_code AS c WHERE c.user_id = ?");

enum status totp_find(struct db *db, uint64_t user_id, struct totp *out)
{
    return global_one(db, &totp_of_user, WITH(ID(user_id)), out);
}

struct task {
    struct db *db;
    uint64_t user_id;
    struct str bytes; /* a sealed secret, or a recovery code's hash */
    const struct totp_change *change;
    const struct notice *notice;
};

static enum status show_body(void *arg)
{
    const struct task *task = arg;

    TRY(global_run(task->db, &totp_drop_shown, WITH(ID(task->user_id))));
    return global_run(task->db, &totp_insert, WITH(ID(task->user_id), TEXT(task->bytes)));
}

enum status totp_show(struct db *db, uint64_t user_id, struct str sealed)
{
    struct task task = {.db = db, .user_id = user_id, .bytes = sealed};

    return global_tx(db, show_body, NULL, &task);
}

static enum status codes_replace(struct db *db, const struct totp_change *change)
{
    TRY(global_run(db, &recovery_delete, WITH(ID(change->user_id))));
    for (size_t i = 0; i < RECOVERY_CODES; i++)
        TRY(global_try(db, &recovery_insert,
                       WITH(TEXT(digest_str(&change->codes->hashes[i])), ID(change->user_id))));
    return OK;
}

static enum status change_end(struct db *db, const struct totp_change *change)
{
    TRY(session_judge(db, change->user_id));
    if (change->renewal)
        TRY(session_renew_in(db, change->renewal));
    return notice_give(db, &change->notice);
}

static enum status on_body(void *arg)
{
    const struct task *task = arg;
    const struct totp_change *change = task->change;

    TRY(global_run(task->db, &user_set_two_step, WITH(FLAG(true), ID(change->user_id))));
    TRY(global_try(task->db, &totp_prove,
                   WITH(ID(change->step), ID(change->user_id), TEXT(change->secret))));
    TRY(codes_replace(task->db, change));
    return change_end(task->db, change);
}

enum status totp_turn_on(struct db *db, const struct totp_change *change)
{
    struct task task = {.db = db, .change = change};

    return global_tx(db, on_body, NULL, &task);
}

static enum status paper_spend(struct db *db, uint64_t user_id, struct str code_hash)
{
    enum status status = global_try(db, &recovery_use, WITH(ID(user_id), TEXT(code_hash)));

    return status == CONFLICT ? DENIED : status;
}

static enum status proof_spend(struct db *db, const struct totp_change *change)
{
    return change->recovery_hash.at ? paper_spend(db, change->user_id, change->recovery_hash)
                                    : totp_take(db, change->user_id, change->step);
}

static enum status off_body(void *arg)
{
    const struct task *task = arg;
    const struct totp_change *change = task->change;

    TRY(global_run(task->db, &user_set_two_step, WITH(FLAG(false), ID(change->user_id))));
    TRY(proof_spend(task->db, change));
    TRY(global_run(task->db, &recovery_delete, WITH(ID(change->user_id))));
    TRY(global_run(task->db, &totp_delete, WITH(ID(change->user_id))));
    return change_end(task->db, change);
}

enum status totp_turn_off(struct db *db, const struct totp_change *change)
{
    struct task task = {.db = db, .change = change};

    return global_tx(db, off_body, NULL, &task);
}

static enum status replace_body(void *arg)
{
    const struct task *task = arg;

    TRY(codes_replace(task->db, task->change));
    return change_end(task->db, task->change);
}

enum status recovery_replace(struct db *db, const struct totp_change *change)
{
    struct task task = {.db = db, .change = change};

    return global_tx(db, replace_body, NULL, &task);
}

enum status totp_take(struct db *db, uint64_t user_id, uint64_t step)
{
    return global_try(db, &totp_move, WITH(ID(step), ID(user_id), ID(step)));
}

static enum status use_body(void *arg)
{
    const struct task *task = arg;

    TRY(paper_spend(task->db, task->user_id, task->bytes));
    return notice_give(task->db, task->notice);
}

enum status recovery_take(struct db *db, uint64_t user_id, struct str code_hash,
                          const struct notice *notice)
{
    struct task task = {.db = db, .user_id = user_id, .bytes = code_hash, .notice = notice};

    return global_tx(db, use_body, NULL, &task);
}
