/* email_change.c: another e-mail address for a login, confirmed at both */
#include "model/login/email_change.h"

#include "base/shape.h"
#include "model/login/reset.h"

SHAPE(email_change, FIELD(email_change, user_id), FIELD(email_change, name),
      FIELD(email_change, old_email), FIELD(email_change, email), FIELD(email_change, at_new),
      FIELD(email_change, other_is_in), FIELD(email_change, confirmed));

#define NO_ACCOUNT "a login profile belongs to no account"

STMT_GLOBAL(email_change_drop, NULL, NO_ACCOUNT,
            "DELETE e FROM email_change AS e WHERE e.user_id = ?");

STMT_GLOBAL(email_change_insert, NULL, NO_ACCOUNT,
            "INSERT INTO email_change (user_id, email, new_hash, old_hash, made_at, ends_at)"
            " VALUES (?, ?, ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 1 DAY)");

STMT_GLOBAL(email_change_by_token, &email_change_shape, NO_ACCOUNT,
            "SELECT e.user_id, u.name, u.email AS old_email, e.email, e.new_hash = ? AS at_new,"
            "       IF(e.new_hash = ?, e.old_at, e.new_at) IS NOT NULL AS other_is_in,"
            "       IF(e.new_hash = ?, e.new_at, e.old_at) IS NOT NULL AS confirmed"
            "  FROM email_change AS e JOIN user AS u ON u.user_id = e.user_id"
            " WHERE ? IN (e.new_hash, e.old_hash) AND e.ends_at > UTC_TIMESTAMP(6)"
            "   AND u.suspended = 0 AND u.verified = 1");

STMT_GLOBAL(email_change_of_user, &email_change_shape, NO_ACCOUNT,
            "SELECT e.user_id, u.name, u.email AS old_email, e.email,"
            "       e.new_at IS NOT NULL AS at_new, e.old_at IS NOT NULL AS other_is_in,"
            "       0 AS confirmed"
            "  FROM email_change AS e JOIN user AS u ON u.user_id = e.user_id"
            " WHERE e.user_id = ? AND e.ends_at > UTC_TIMESTAMP(6)");

STMT_GLOBAL(email_change_confirm_new, NULL, NO_ACCOUNT,
            "UPDATE email_change AS e SET e.new_at = UTC_TIMESTAMP(6)"
            " WHERE e.user_id = ? AND e.new_hash = ?");

STMT_GLOBAL(email_change_confirm_old, NULL, NO_ACCOUNT,
            "UPDATE email_change AS e SET e.old_at = UTC_TIMESTAMP(6)"
            " WHERE e.user_id = ? AND e.old_hash = ?");

STMT_GLOBAL(user_set_email, NULL, NO_ACCOUNT,
            "UPDATE user AS u SET u.email = ? WHERE u.user_id = ? AND u.email = ?");

struct asking {
    struct db *db;
    const struct email_wish *wish;
};

static enum status ask_body(void *arg)
{
    const struct asking *asking = arg;
    const struct email_wish *wish = asking->wish;

    TRY(global_run(asking->db, &email_change_drop, WITH(ID(wish->user_id))));
    TRY(global_run(asking->db, &email_change_insert,
                   WITH(ID(wish->user_id), TEXT(wish->email), TEXT(wish->new_hash),
                        TEXT(wish->old_hash))));
    if (wish->to_new)
        TRY(mail_queue(asking->db, wish->notice.key, wish->to_new));
    return notice_give(asking->db, &wish->notice);
}

enum status email_change_ask(struct db *db, const struct email_wish *wish)
{
    struct asking asking = {.db = db, .wish = wish};

    return global_tx(db, ask_body, NULL, &asking);
}

enum status email_change_find(struct db *db, struct str token_hash, struct email_change *out)
{
    struct sql_param hash = TEXT(token_hash);

    return global_one(db, &email_change_by_token, WITH(hash, hash, hash, hash), out);
}

enum status email_change_waiting(struct db *db, uint64_t user_id, struct email_change *out)
{
    return global_one(db, &email_change_of_user, WITH(ID(user_id)), out);
}

enum status email_change_forget(struct db *db, uint64_t user_id)
{
    return global_run(db, &email_change_drop, WITH(ID(user_id)));
}

struct confirming {
    struct db *db;
    struct str token_hash;
    const struct notice *notice;
    bool done;
};

/* The row is locked by what confirms it, so that of two at once the second sees the first. */
static enum status confirm_body(void *arg)
{
    struct confirming *c = arg;
    struct email_change change;
    const struct stmt *confirm;

    c->done = false;
    TRY(email_change_find(c->db, c->token_hash, &change));
    confirm = change.at_new ? &email_change_confirm_new : &email_change_confirm_old;
    TRY(global_run(c->db, confirm, WITH(ID(change.user_id), TEXT(c->token_hash))));
    TRY(email_change_find(c->db, c->token_hash, &change));
    if (!change.other_is_in)
        return OK;
    TRY(global_try(c->db, &user_set_email,
                   WITH(TEXT(change.email), ID(change.user_id), TEXT(change.old_email))));
    TRY(global_run(c->db, &email_change_drop, WITH(ID(change.user_id))));
    TRY(reset_forget(c->db, change.user_id));
    c->done = true;
    return notice_give(c->db, c->notice);
}

enum status email_change_confirm(struct db *db, struct str token_hash,
                                 const struct notice *notice, bool *done)
{
    struct confirming confirming = {.db = db, .token_hash = token_hash, .notice = notice};

    TRY(global_tx(db, confirm_body, NULL, &confirming));
    *done = confirming.done;
    return OK;
}
