/* user_password.c: a new password, and all that ends with the old one */
#include "model/login/user_password.h"

#include "model/login/device.h"
#include "model/login/email_change.h"
#include "model/login/half.h"
#include "model/login/user.h"

struct changing {
    struct db *db;
    const struct password_change *change;
};

static enum status sessions_end(struct db *db, const struct password_change *change)
{
    if (!change->renewal)
        return session_end_all(db, change->user_id);
    TRY(session_end_others(db, change->user_id, change->renewal->old_hash));
    return session_renew_in(db, change->renewal);
}

static enum status changing_body(void *arg)
{
    const struct changing *changing = arg;
    const struct password_change *change = changing->change;
    struct db *db = changing->db;

    if (change->reset_hash.at)
        TRY(reset_take(db, change->reset_hash));
    TRY(global_try(db, &user_set_password,
                   WITH(TEXT(change->after), ID(change->user_id), TEXT(change->before))));
    TRY(reset_forget(db, change->user_id));
    TRY(email_change_forget(db, change->user_id));
    TRY(half_end_all(db, change->user_id));
    TRY(sessions_end(db, change));
    TRY(device_forget(db, change->user_id, change->device_hash));
    return notice_give(db, &change->notice);
}

enum status password_change(struct db *db, const struct password_change *change)
{
    struct changing changing = {.db = db, .change = change};

    return global_tx(db, changing_body, NULL, &changing);
}
