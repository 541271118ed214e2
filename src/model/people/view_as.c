/* view_as.c: an Administrator sees an account with a member's eyes */
#include "model/people/view_as.h"

#include "base/shape.h"
#include "model/people/membership.h"

SHAPE(view_as, FIELD(view_as, user_id), FIELD(view_as, name), FIELD(view_as, email),
      FIELD(view_as, zone), FIELD(view_as, root_id), FIELD(view_as, account_id),
      FIELD_WORD(view_as, own_role, role_words), FIELD_WORD(view_as, root_role, role_words),
      FIELD(view_as, until));

#define OF_SESSION "is a state of the session, read before a tenant can be minted"

STMT_GLOBAL(view_by_session, &view_as_shape, OF_SESSION,
            "SELECT u.user_id, u.name, u.email, u.zone, m.root_id, m.account_id,"
            "       m.role AS own_role, IFNULL(q.role, 'none') AS root_role,"
            "       s.view_until AS until"
            "  FROM session AS s"
            "  JOIN user AS u ON u.user_id = s.view_user_id"
            "  JOIN membership AS m ON m.account_id = s.view_account_id"
            "   AND m.user_id = s.view_user_id"
            "  LEFT JOIN membership AS q ON q.account_id = m.root_id"
            "   AND q.user_id = s.view_user_id"
            " WHERE s.id_hash = ? AND s.view_until > UTC_TIMESTAMP(6) AND u.suspended = 0");

STMT_GLOBAL(view_set, NULL, OF_SESSION,
            "UPDATE session AS s SET s.view_user_id = ?, s.view_account_id = ?,"
            "       s.view_until = UTC_TIMESTAMP(6) + INTERVAL 15 MINUTE"
            " WHERE s.id_hash = ? AND s.user_id <> ?"
            "   AND EXISTS (SELECT 1 FROM membership AS m WHERE m.account_id = ?"
            "                  AND m.user_id = ?)");

STMT_GLOBAL(view_clear, NULL, OF_SESSION,
            "UPDATE session AS s"
            "   SET s.view_user_id = NULL, s.view_account_id = NULL, s.view_until = NULL"
            " WHERE s.id_hash = ? AND s.view_until IS NOT NULL");

_Static_assert(VIEW_MINUTES == 15, "as view_set says");

enum status view_find(struct db *db, struct str id_hash, struct view_as *out)
{
    return global_one(db, &view_by_session, WITH(TEXT(id_hash)), out);
}

static struct str person(struct db *db, const struct view_as *view)
{
    return str_format(db_arena(db), "%.*s, %.*s", STR_ARG(view->name), STR_ARG(view->email));
}

struct beginning {
    struct tenant *tenant;
    struct db *db;
    const struct view_start *start;
    const struct audit_who *who;
};

static enum status end_tell(struct db *db, const struct audit_who *who,
                            const struct view_as *view)
{
    struct audit_entry entry = {.action = "view-as.end", .object = person(db, view)};

    return audit_write_in(db, view->root_id, view->account_id, who, &entry);
}

/* Set first and then looked at: what a request will find decides whether it may begin. */
static enum status eyes_set(const struct beginning *b, struct view_as *out)
{
    const struct view_start *start = b->start;
    uint64_t account_id = tenant_account(b->tenant);
    enum status set = global_try(b->db, &view_set,
                                 WITH(ID(start->user_id), ID(account_id), TEXT(start->id_hash),
                                      ID(start->user_id), ID(account_id), ID(start->user_id)));

    TRY(set == CONFLICT ? NOT_FOUND : set);
    TRY(view_find(b->db, start->id_hash, out));
    return out->root_role == ADMINISTRATOR && !start->above ? NOT_FOUND : OK;
}

/* A session has one pair of eyes at a time: those it had are ended. */
static enum status begin_body(void *arg)
{
    const struct beginning *b = arg;
    struct audit_entry entry = {.action = "view-as.start", .after = b->start->why};
    struct view_as other;
    struct view_as view;
    enum status found = view_find(b->db, b->start->id_hash, &other);

    if (found != NOT_FOUND)
        TRY(found);
    TRY(eyes_set(b, &view));
    if (found == OK)
        TRY(end_tell(b->db, b->who, &other));
    entry.object = person(b->db, &view);
    return audit_write(b->tenant, b->who, &entry);
}

enum status view_begin(struct tenant *t, struct db *db, const struct view_start *start,
                       const struct audit_who *who)
{
    struct beginning beginning = {t, db, start, who};

    return tenant_tx(t, begin_body, NULL, &beginning);
}

struct ending {
    struct db *db;
    struct str id_hash;
    const struct audit_who *who;
    uint64_t account_id;
};

static enum status end_body(void *arg)
{
    struct ending *e = arg;
    struct view_as view;
    enum status found = view_find(e->db, e->id_hash, &view);

    e->account_id = 0;
    if (found != NOT_FOUND)
        TRY(found);
    TRY(global_run(e->db, &view_clear, WITH(TEXT(e->id_hash))));
    if (found == NOT_FOUND)
        return OK; /* it had ended by itself, as its first row said it would */
    e->account_id = view.account_id;
    return end_tell(e->db, e->who, &view);
}

enum status view_end(struct db *db, struct str id_hash, const struct audit_who *who,
                     uint64_t *account_id)
{
    struct ending ending = {.db = db, .id_hash = id_hash, .who = who};

    TRY(global_tx(db, end_body, NULL, &ending));
    *account_id = ending.account_id;
    return OK;
}
