/* invite_decline.c: somebody who is invited does not want to come
 *
 * The link is marked first, as when it is taken: of two who press at once one finds it gone. */
#include "model/invite/invite_decline.h"

#include "model/people/membership.h"

struct open_part {
    uint64_t account_id;
    unsigned role; /* enum role */
};
SHAPE(open_part, FIELD(open_part, account_id), FIELD_WORD(open_part, role, role_words));

#define NOT_YET "who declines an invite is in no account yet; the invite names it"

STMT_GLOBAL(invite_decline_mark, NULL, NOT_YET,
    "UPDATE invite AS i SET i.declined_at = UTC_TIMESTAMP(6)"
    " WHERE i.token_hash = ? AND i.used_at IS NULL AND i.revoked_at IS NULL"
    "   AND i.declined_at IS NULL AND i.ends_at > UTC_TIMESTAMP(6)");

STMT_GLOBAL(invite_open_parts, &open_part_shape, NOT_YET,
    "SELECT g.account_id, g.role FROM invite_grant AS g"
    " WHERE g.root_id = ? AND g.invite_id = ? AND g.state = 'open'"
    " ORDER BY g.account_id LIMIT 1000");

STMT_GLOBAL(invite_decline_part, NULL, NOT_YET,
    "UPDATE invite_grant AS g SET g.state = 'declined'"
    " WHERE g.account_id = ? AND g.invite_id = ? AND g.state = 'open'");

struct declining {
    struct db *db;
    struct str token_hash;
    const struct audit_who *who;
};

/* Parts that are taken back at this moment stay so, and are told by whoever did. */
static enum status parts_decline(struct db *db, const struct invite *invite, struct list *parts)
{
    size_t kept = 0;

    TRY(global_list(db, &invite_open_parts, WITH(ID(invite->root_id), ID(invite->invite_id)),
                    parts));
    for (size_t i = 0; i < parts->count; i++) {
        struct open_part *part = LIST_AT(parts, struct open_part, i);
        enum status status = global_try(db, &invite_decline_part,
                                        WITH(ID(part->account_id), ID(invite->invite_id)));

        if (status != CONFLICT)
            TRY(status);
        if (status == OK)
            *LIST_AT(parts, struct open_part, kept++) = *part;
    }
    parts->count = kept;
    return kept > 0 ? OK : NOT_FOUND;
}

static enum status declining_body(void *arg)
{
    const struct declining *d = arg;
    struct list parts = {0};
    struct invite invite;
    enum status marked;

    TRY(invite_find(d->db, d->token_hash, &invite));
    if (d->who->user_id != 0 && d->who->user_id != invite.holder_id)
        return CONFLICT;
    marked = global_try(d->db, &invite_decline_mark, WITH(TEXT(d->token_hash)));
    if (marked != OK)
        return marked == CONFLICT ? NOT_FOUND : marked; /* somebody was quicker */
    TRY(parts_decline(d->db, &invite, &parts));
    for (size_t i = 0; i < parts.count; i++) {
        const struct open_part *part = LIST_AT(&parts, struct open_part, i);
        const struct audit_entry entry = {.action = "invite.decline",
                                          .object = invite.email,
                                          .before =
                                              str_of(role_title((enum role)part->role))};

        TRY(audit_write_in(d->db, invite.root_id, part->account_id, d->who, &entry));
    }
    return OK;
}

enum status invite_decline(struct db *db, struct str token_hash, const struct audit_who *who)
{
    struct declining declining = {.db = db, .token_hash = token_hash, .who = who};

    return global_tx(db, declining_body, NULL, &declining);
}
