/* invite.c: a one-time link by which somebody becomes a member
 *
 * The link is marked as used before anything is given, so that of two who press at once one
 * finds it gone. Each account's part is marked too: the account may take it back meanwhile. */
#include "model/invite/invite.h"

#include "model/people/membership.h"

SHAPE(invite, FIELD(invite, root_id), FIELD(invite, invite_id), FIELD(invite, root_name),
      FIELD(invite, email), FIELD(invite, inviter), FIELD(invite, note),
      FIELD(invite, holder_id));

SHAPE(invite_part, FIELD(invite_part, account_id), FIELD(invite_part, account_name),
      FIELD(invite_part, zone), FIELD(invite_part, line),
      FIELD_WORD(invite_part, role, role_words), FIELD_WORD(invite_part, held, role_words));

#define NOT_YET "who takes an invite is in no account yet; the invite names it"

/* The column compares without accents too; an address is its own letters, in either case. */
STMT_GLOBAL(invite_by_token, &invite_shape, NOT_YET,
    "SELECT i.root_id, i.invite_id, r.name AS root_name, i.email, i.user_name AS inviter,"
    "       i.note, h.user_id AS holder_id"
    "  FROM invite AS i"
    "  JOIN account AS r ON r.account_id = i.root_id"
    "  LEFT JOIN user AS h ON h.email = i.email AND HEX(LOWER(h.email)) = HEX(LOWER(i.email))"
    " WHERE i.token_hash = ? AND i.used_at IS NULL AND i.revoked_at IS NULL"
    "   AND i.declined_at IS NULL AND i.ends_at > UTC_TIMESTAMP(6) AND r.state = 'active'");

/* The inviter's power is asked here, now: a parent's Administrator has it in every account of
 * the tree, another one in their own. */
STMT_GLOBAL(invite_parts_of, &invite_part_shape, NOT_YET,
    "SELECT g.account_id, a.name AS account_name, a.zone, a.line, g.role,"
    "       IFNULL(m.role, 'none') AS held"
    "  FROM invite_grant AS g"
    "  JOIN invite AS i ON i.root_id = g.root_id AND i.invite_id = g.invite_id"
    "  JOIN account AS a ON a.account_id = g.account_id"
    "  LEFT JOIN membership AS m ON m.account_id = g.account_id AND m.user_id = ?"
    " WHERE g.root_id = ? AND g.invite_id = ? AND g.state = 'open' AND a.state = 'active'"
    "   AND (i.user_id IS NULL OR EXISTS (SELECT 1 FROM membership AS p"
    "            JOIN user AS u ON u.user_id = p.user_id"
    "           WHERE p.user_id = i.user_id AND p.role = 'administrator'"
    "             AND p.account_id IN (g.account_id, g.root_id) AND u.suspended = 0))"
    " ORDER BY a.account_id <> a.root_id, a.name, a.account_id LIMIT 1000");

STMT_GLOBAL(invite_use, NULL, NOT_YET,
    "UPDATE invite AS i SET i.used_at = UTC_TIMESTAMP(6)"
    " WHERE i.token_hash = ? AND i.used_at IS NULL AND i.revoked_at IS NULL"
    "   AND i.declined_at IS NULL AND i.ends_at > UTC_TIMESTAMP(6)");

STMT_GLOBAL(invite_part_take, NULL, NOT_YET,
    "UPDATE invite_grant AS g SET g.state = 'taken'"
    " WHERE g.account_id = ? AND g.invite_id = ? AND g.state = 'open'");

STMT_GLOBAL(invite_make_user, NULL, NOT_YET,
    "INSERT INTO user (email, name, password, zone, verified, added_at)"
    " VALUES (?, ?, ?, ?, 1, UTC_TIMESTAMP(6))");

STMT_GLOBAL(invite_make_member, NULL, NOT_YET,
    "INSERT INTO membership (root_id, account_id, user_id, role, added_at)"
    " SELECT g.root_id, g.account_id, ?, g.role, UTC_TIMESTAMP(6)"
    "   FROM invite_grant AS g WHERE g.account_id = ? AND g.invite_id = ?");

struct standing {
    unsigned role; /* enum role */
};

SHAPE(standing, FIELD_WORD(standing, role, role_words));

/* Held until the end: what the log says somebody was is what they were. */
STMT_GLOBAL(invite_lock_member, &standing_shape, NOT_YET,
    "SELECT m.role FROM membership AS m"
    " WHERE m.account_id = ? AND m.user_id = ? FOR UPDATE");

STMT_GLOBAL(invite_raise_member, NULL, NOT_YET,
    "UPDATE membership AS m SET m.role = ? WHERE m.account_id = ? AND m.user_id = ?");

enum status invite_find(struct db *db, struct str token_hash, struct invite *out)
{
    return global_one(db, &invite_by_token, WITH(TEXT(token_hash)), out);
}

enum status invite_parts(struct db *db, const struct invite *invite, struct list *out)
{
    return global_list(
        db, &invite_parts_of,
        WITH(ID(invite->holder_id), ID(invite->root_id), ID(invite->invite_id)), out);
}

struct taking {
    struct db *db;
    const struct accepting *accepting;
    struct invite invite;
    struct list parts;
    bool *given; /* of each part */
    struct audit_who who;
};

/* What the holder is by now: since the parts were read the account may have changed it. */
static enum status standing_read(const struct taking *taking, struct invite_part *part)
{
    struct standing standing = {.role = ROLE_NONE};
    enum status status =
        global_one(taking->db, &invite_lock_member,
                   WITH(ID(part->account_id), ID(taking->who.user_id)), &standing);

    part->held = standing.role;
    return status == NOT_FOUND ? OK : status;
}

static enum status member_write(const struct taking *taking, struct invite_part *part)
{
    struct db *db = taking->db;
    uint64_t user_id = taking->who.user_id;
    enum status status = OK;

    TRY(standing_read(taking, part));
    if (part->held == ROLE_NONE)
        status = global_try(
            db, &invite_make_member,
            WITH(ID(user_id), ID(part->account_id), ID(taking->invite.invite_id)));
    else if (part->held < part->role)
        status = global_try(
            db, &invite_raise_member,
            WITH(WORD(role_words[part->role]), ID(part->account_id), ID(user_id)));
    return status == CONFLICT ? BUSY : status; /* became a member at this moment */
}

/* A part as it stands in the account now; *given tells whether it was there to be taken. The
 * sessions are judged by the role that stands by then. */
static enum status part_take(const struct taking *taking, struct invite_part *part,
                             bool *given)
{
    enum status status = global_try(taking->db, &invite_part_take,
                                    WITH(ID(part->account_id), ID(taking->invite.invite_id)));

    if (status == CONFLICT)
        return OK; /* taken back at this moment */
    TRY(status);
    *given = true;
    TRY(member_write(taking, part));
    if (part->role != ADMINISTRATOR)
        return OK;
    return global_run(taking->db, &session_shorten, WITH(ID(taking->who.user_id)));
}

static enum status parts_take(struct taking *taking)
{
    size_t count = 0;

    for (size_t i = 0; i < taking->parts.count; i++) {
        struct invite_part *part = LIST_AT(&taking->parts, struct invite_part, i);

        TRY(part_take(taking, part, &taking->given[i]));
        count += taking->given[i];
    }
    return count > 0 ? OK : NOT_FOUND;
}

static enum status parts_tell(const struct taking *taking)
{
    struct arena *arena = db_arena(taking->db);
    struct audit_entry entry = {.action = "invite.accept"};

    entry.object = str_format(arena, "%.*s, %.*s", STR_ARG(taking->who.user_name),
                              STR_ARG(taking->invite.email));
    for (size_t i = 0; i < taking->parts.count; i++) {
        const struct invite_part *part = LIST_AT(&taking->parts, struct invite_part, i);
        enum role after = (enum role)(part->role > part->held ? part->role : part->held);

        if (!taking->given[i])
            continue;
        entry.before = part->held == ROLE_NONE ? (struct str){0}
                                               : str_of(role_title((enum role)part->held));
        entry.after = str_of(role_title(after));
        TRY(audit_write_in(taking->db, taking->invite.root_id, part->account_id, &taking->who,
                           &entry));
    }
    return OK;
}

/* The new person's zone is that of the first account that they enter. */
static enum status holder_make(struct taking *taking)
{
    const struct accepting *a = taking->accepting;
    struct str zone = LIST_AT(&taking->parts, struct invite_part, 0)->zone;

    return global_insert(taking->db, &invite_make_user,
                         WITH(TEXT(taking->invite.email), TEXT(a->who->user_name),
                              TEXT(a->password), TEXT(zone)),
                         &taking->who.user_id);
}

static enum status taking_body(void *arg)
{
    struct taking *taking = arg;
    struct db *db = taking->db;
    struct str token_hash = taking->accepting->token_hash;
    enum status used;

    taking->who = *taking->accepting->who;
    taking->parts = (struct list){0};
    TRY(invite_find(db, token_hash, &taking->invite));
    if (taking->invite.holder_id != taking->who.user_id)
        return CONFLICT;
    used = global_try(db, &invite_use, WITH(TEXT(token_hash)));
    if (used != OK)
        return used == CONFLICT ? NOT_FOUND : used; /* somebody was quicker */
    TRY(invite_parts(db, &taking->invite, &taking->parts));
    if (taking->parts.count == 0)
        return NOT_FOUND;
    if (taking->who.user_id == 0)
        TRY(holder_make(taking));
    taking->given = ARENA_NEW_N(db_arena(db), bool, taking->parts.count);
    TRY(parts_take(taking));
    return parts_tell(taking);
}

enum status invite_accept(struct db *db, const struct accepting *accepting, uint64_t *user_id)
{
    struct taking taking = {.db = db, .accepting = accepting};

    TRY(global_tx(db, taking_body, NULL, &taking));
    *user_id = taking.who.user_id;
    return OK;
}
