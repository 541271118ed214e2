/* membership_change.c: giving another role, taking one away
 *
 * Two Administrators who take the role from each other at once read, without the lock, that
 * the other one is still there: both go. Behind the lock, and under READ COMMITTED, the second
 * sees what the first has done. */
#include "model/people/membership_change.h"

#include <stdbool.h>

#include "model/login/session.h"

struct held_account {
    uint64_t account_id;
};
SHAPE(held_account, FIELD(held_account, account_id));

struct power {
    bool here;  /* Administrator of the account itself */
    bool above; /* of its parent */
};
SHAPE(power, FIELD(power, here), FIELD(power, above));

struct member {
    unsigned role;
};
SHAPE(member, FIELD_WORD(member, role, role_words));

struct others {
    uint32_t others;
};
SHAPE(others, FIELD(others, others));

STMT(change_account_hold, &held_account_shape,
     "SELECT a.account_id FROM account AS a WHERE " OWN("a") " FOR UPDATE");

STMT_GLOBAL(change_power, &power_shape,
    "a parent's Administrator has no row in a sub-account, yet power over it",
    "SELECT EXISTS (SELECT 1 FROM membership AS m WHERE m.account_id = ?"
    "                  AND m.user_id = u.user_id AND m.role = 'administrator') AS here,"
    "       EXISTS (SELECT 1 FROM membership AS p WHERE p.account_id = ? AND p.root_id <> ?"
    "                  AND p.user_id = u.user_id AND p.role = 'administrator') AS above"
    "  FROM user AS u WHERE u.user_id = ? AND u.suspended = 0");

STMT(change_member, &member_shape,
     "SELECT m.role FROM membership AS m WHERE " OWN("m") " AND m.user_id = ? FOR UPDATE");

STMT(change_other_admins, &others_shape,
     "SELECT COUNT(*) AS others"
     "  FROM membership AS m JOIN user AS u ON u.user_id = m.user_id"
     " WHERE " OWN("m") " AND m.role = 'administrator' AND u.suspended = 0"
     "   AND u.verified = 1 AND m.user_id <> ?");

STMT(change_role, NULL,
     "UPDATE membership AS m SET m.role = ? WHERE " OWN("m") " AND m.user_id = ?");

STMT(change_remove, NULL,
     "DELETE m FROM membership AS m WHERE " OWN("m") " AND m.user_id = ?");

struct changing {
    struct tenant *t;
    struct db *db;
    const struct audit_who *who;
    const struct membership_change *change;
    enum change_end end;
};

static enum status power_read(const struct changing *changing, struct power *out)
{
    uint64_t account_id = tenant_account(changing->t);
    enum status status =
        global_one(changing->db, &change_power,
                   WITH(ID(account_id), ID(tenant_root(changing->t)), ID(account_id),
                        ID(changing->who->user_id)),
                   out);

    if (status == NOT_FOUND)
        return DENIED;
    TRY(status);
    return out->here || out->above ? OK : DENIED;
}

/* May the last own Administrator go? From a parent never; from a sub-account by one of the
 * parent's. */
static enum status last_judge(struct changing *changing, const struct power *power)
{
    bool parent = tenant_account(changing->t) == tenant_root(changing->t);
    struct others count;

    if (changing->change->before != ADMINISTRATOR || changing->change->after == ADMINISTRATOR)
        return OK;
    TRY(tenant_one(changing->t, &change_other_admins, WITH(ID(changing->change->user_id)),
                   &count));
    if (count.others == 0 && parent)
        changing->end = CHANGE_LAST_OF_PARENT;
    else if (count.others == 0 && !power->above)
        changing->end = CHANGE_LAST_OF_ACCOUNT;
    return OK;
}

static enum status row_write(const struct changing *changing)
{
    const struct membership_change *change = changing->change;

    if (change->after == ROLE_NONE)
        return tenant_try(changing->t, &change_remove, WITH(ID(change->user_id)));
    return tenant_try(changing->t, &change_role,
                      WITH(WORD(role_words[change->after]), ID(change->user_id)));
}

/* Sessions go by the role that stands then. */
static enum status row_change(const struct changing *changing)
{
    const struct membership_change *change = changing->change;

    TRY(row_write(changing));
    if (change->after == ADMINISTRATOR)
        return global_run(changing->db, &session_shorten, WITH(ID(change->user_id)));
    return change->before == ADMINISTRATOR ? session_judge(changing->db, change->user_id) : OK;
}

static enum status changing_body(void *arg)
{
    struct changing *changing = arg;
    const struct membership_change *change = changing->change;
    struct audit_entry entry = {.action = "role.change",
                                .object = change->whom,
                                .before = str_of(role_title(change->before))};
    struct held_account held;
    struct power power;
    struct member member;

    changing->end = CHANGE_DONE;
    TRY(tenant_one(changing->t, &change_account_hold, WITH_NOTHING, &held));
    TRY(power_read(changing, &power));
    TRY(tenant_one(changing->t, &change_member, WITH(ID(change->user_id)), &member));
    if (member.role != change->before)
        return CONFLICT;
    TRY(last_judge(changing, &power));
    if (changing->end != CHANGE_DONE)
        return OK;
    TRY(row_change(changing));
    if (change->after == ROLE_NONE)
        entry.action = "user.remove";
    else
        entry.after = str_of(role_title(change->after));
    return audit_write(changing->t, changing->who, &entry);
}

enum status membership_change(struct tenant *t, struct db *db, const struct audit_who *who,
                              const struct membership_change *change, enum change_end *end)
{
    struct changing changing = {.t = t, .db = db, .who = who, .change = change};

    TRY(tenant_tx(t, changing_body, NULL, &changing));
    *end = changing.end;
    return OK;
}
