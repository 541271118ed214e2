/* invite.c: a one-time link by which somebody becomes a member */
#include "model/invite.h"

#include "base/shape.h"
#include "model/membership.h"

SHAPE(invite, FIELD(invite, root_id), FIELD(invite, account_id), FIELD(invite, account_name),
      FIELD(invite, root_name), FIELD(invite, zone), FIELD(invite, line), FIELD(invite, email),
      FIELD_WORD(invite, role, role_words), FIELD(invite, has_login));

#define NOT_YET "who takes an invite is in no account yet; the invite names it"

STMT_GLOBAL(
    invite_by_token, &invite_shape, NOT_YET,
    "SELECT i.root_id, i.account_id, a.name AS account_name, r.name AS root_name, a.zone, "
    "a.line,"
    "       i.email, i.role, EXISTS (SELECT 1 FROM user AS u WHERE u.email = i.email) AS "
    "has_login"
    "  FROM invite AS i"
    "  JOIN account AS a ON a.account_id = i.account_id"
    "  JOIN account AS r ON r.account_id = i.root_id"
    " WHERE i.token_hash = ? AND i.used_at IS NULL AND i.revoked_at IS NULL"
    "   AND i.ends_at > UTC_TIMESTAMP(6) AND a.state = 'active' AND r.state = 'active'");

STMT_GLOBAL(invite_use, NULL, NOT_YET,
            "UPDATE invite AS i SET i.used_at = UTC_TIMESTAMP(6)"
            " WHERE i.token_hash = ? AND i.used_at IS NULL AND i.revoked_at IS NULL"
            "   AND i.ends_at > UTC_TIMESTAMP(6)");

STMT_GLOBAL(invite_make_user, NULL, NOT_YET,
            "INSERT INTO user (email, name, password, zone, verified, added_at)"
            " VALUES (?, ?, ?, ?, 1, UTC_TIMESTAMP(6))");

STMT_GLOBAL(invite_make_member, NULL, NOT_YET,
            "INSERT INTO membership (root_id, account_id, user_id, role, added_at)"
            " SELECT i.root_id, i.account_id, ?, i.role, UTC_TIMESTAMP(6)"
            "   FROM invite AS i WHERE i.token_hash = ?");

enum status invite_find(struct db *db, struct str token_hash, struct invite *out)
{
    return global_one(db, &invite_by_token, WITH(TEXT(token_hash)), out);
}

struct taking {
    struct db *db;
    const struct newcomer *newcomer;
    uint64_t user_id;
};

static enum status taking_body(void *arg)
{
    struct taking *taking = arg;
    const struct newcomer *n = taking->newcomer;
    struct invite invite;
    enum status used;

    TRY(invite_find(taking->db, n->token_hash, &invite));
    if (invite.has_login)
        return CONFLICT;
    used = global_try(taking->db, &invite_use, WITH(TEXT(n->token_hash)));
    if (used != OK)
        return used == CONFLICT ? NOT_FOUND : used; /* somebody was quicker */
    TRY(global_insert(
        taking->db, &invite_make_user,
        WITH(TEXT(invite.email), TEXT(n->name), TEXT(n->password), TEXT(invite.zone)),
        &taking->user_id));
    return global_try(taking->db, &invite_make_member,
                      WITH(ID(taking->user_id), TEXT(n->token_hash)));
}

enum status invite_accept(struct db *db, const struct newcomer *newcomer, uint64_t *user_id)
{
    struct taking taking = {.db = db, .newcomer = newcomer};

    TRY(global_tx(db, taking_body, NULL, &taking));
    *user_id = taking.user_id;
    return OK;
}
