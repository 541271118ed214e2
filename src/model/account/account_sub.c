/* account_sub.c: a parent's sub-accounts: open one, rename, suspend, close */
#include "model/account/account_sub.h"

#include "base/idgen.h"

SHAPE(sub_account, FIELD(sub_account, account_id), FIELD(sub_account, name),
      FIELD(sub_account, line), FIELD_WORD(sub_account, state, account_state_words),
      FIELD(sub_account, country), FIELD(sub_account, zone), FIELD(sub_account, state_at),
      FIELD(sub_account, state_by), FIELD(sub_account, people), FIELD(sub_account, unread),
      FIELD(sub_account, numbers), FIELD(sub_account, sender));
SHAPE(volume, FIELD(volume, messages), FIELD(volume, parts));
SHAPE(standing, FIELD(standing, people), FIELD(standing, conversations),
      FIELD(standing, contacts), FIELD(standing, numbers), FIELD(standing, waiting));
SHAPE(parent, FIELD(parent, postpaid), FIELD(parent, country), FIELD(parent, zone),
      FIELD(parent, children));

/* A name that another sub-account of the parent has, as it is written there. */
struct taken_name {
    struct str name;
};
SHAPE(taken_name, FIELD(taken_name, name));

struct next_sub {
    uint64_t account_id;
};
SHAPE(next_sub, FIELD(next_sub, account_id));

#define OPENS "opens an account, which is in no tenant's reach before it is there"

/* The rows of an account that is named only later in the statement, after FROM. */
#define ITS(alias) TREE(alias) " AND " alias ".account_id = a.account_id"

/* clang-format off */
/* One range of an index for each figure of a row. */
#define COLUMNS                                                                                \
    "SELECT a.account_id, a.name, a.line, a.state, a.country, a.zone, a.state_at, a.state_by," \
    "       (SELECT COUNT(*) FROM membership AS m WHERE " ITS("m") ") AS people,"              \
    "       COALESCE((SELECT n.unread FROM inbox_count AS n"                                   \
    "                  WHERE " ITS("n") " AND n.scope = 'account'"                             \
    "                    AND n.user_id = 0), 0) AS unread,"                                    \
    "       (SELECT COUNT(*) FROM sender AS s WHERE " ITS("s") ") AS numbers,"                 \
    "       COALESCE((SELECT o.msisdn FROM sender AS o WHERE " ITS("o")                        \
    "                  ORDER BY o.sender_id LIMIT 1), '') AS sender"                           \
    "  FROM account AS a"                                                                      \
    " WHERE " TREE("a")

STMT(sub_account_page, &sub_account_shape,
     COLUMNS " AND a.account_id <> a.root_id AND a.name >= ?"
             " AND (a.name > ? OR a.account_id > ?)"
             " ORDER BY a.name, a.account_id LIMIT 51");

STMT(sub_account_one, &sub_account_shape, COLUMNS " AND a.account_id = ?");

STMT(sub_account_sent, &volume_shape,
     "SELECT COUNT(*) AS messages, CAST(COALESCE(SUM(v.parts), 0) AS UNSIGNED) AS parts"
     "  FROM (SELECT m.parts"
     "          FROM account AS a JOIN message AS m ON " SAME("m", "a")
     "         WHERE " TREE("a") " AND a.account_id = ? AND m.message_id >= ?"
     "           AND m.direction = 'out' LIMIT 10000) AS v");

#define HOW_MANY(table, alias)                                                                 \
    "(SELECT COUNT(*) FROM " table " AS " alias " WHERE " ITS(alias) ")"

STMT(sub_account_stands, &standing_shape,
     "SELECT " HOW_MANY("membership", "m") " AS people,"
     "       COALESCE((SELECT n.open + n.closed FROM inbox_count AS n"
     "                  WHERE " ITS("n") " AND n.scope = 'account'"
     "                    AND n.user_id = 0), 0) AS conversations,"
     "       " HOW_MANY("contact", "k") " AS contacts,"
     "       " HOW_MANY("sender", "s") " AS numbers,"
     "       (SELECT COUNT(*) FROM outbox AS o WHERE o.account_id = a.account_id)"
     "     + (SELECT COUNT(*) FROM message AS w WHERE " ITS("w")
     "           AND w.waiting IS NOT NULL) AS waiting"
     "  FROM account AS a"
     " WHERE " TREE("a") " AND a.account_id = ?");

STMT(sub_account_of_parent, &parent_shape,
     "SELECT a.payment = 'postpaid' AS postpaid, a.country, a.zone,"
     "       (SELECT COUNT(*) FROM account AS b WHERE b.root_id = a.account_id"
     "           AND b.account_id <> a.account_id AND " TREE("b") ") AS children"
     "  FROM account AS a WHERE " OWN("a") " AND a.account_id = a.root_id");

STMT(sub_account_lock, NULL,
     "UPDATE account AS a SET a.state = a.state"
     " WHERE " OWN("a") " AND a.account_id = a.root_id AND a.payment = 'postpaid'"
     "   AND a.state = 'active'");

STMT_GLOBAL(sub_account_next, &next_sub_shape, OPENS,
            "SELECT COALESCE(MAX(a.account_id), 0) + 1 AS account_id"
            "  FROM account AS a");

STMT_GLOBAL(sub_account_add, NULL, OPENS,
            "INSERT INTO account (root_id, account_id, name, payment, country, zone, line,"
            " opened_at) VALUES (?, ?, ?, 'postpaid', ?, ?, ?, UTC_TIMESTAMP(6))");

STMT_GLOBAL(sub_account_count_row, NULL, "belongs to the account that is being opened",
            "INSERT INTO inbox_count (root_id, account_id, scope) VALUES (?, ?, 'account')");

STMT(sub_account_named, &taken_name_shape,
     "SELECT a.name FROM account AS a"
     " WHERE " TREE("a") " AND a.account_id <> a.root_id AND a.account_id <> ?"
     "   AND CONVERT(a.name USING utf8mb4) COLLATE utf8mb4_uca1400_ai_ci = ? LIMIT 1");

STMT(sub_account_set_name, NULL,
     "UPDATE account AS a SET a.name = ?, a.line = ?"
     " WHERE " TREE("a") " AND a.account_id = ? AND a.account_id <> a.root_id"
     "   AND a.name = ? AND a.line = ? AND a.state <> 'closed'");

STMT(sub_account_set_state, NULL,
     "UPDATE account AS a"
     "   SET a.state = ?, a.state_at = UTC_TIMESTAMP(6), a.state_by = ?"
     " WHERE " TREE("a") " AND a.account_id = ? AND a.account_id <> a.root_id"
     "   AND a.state = ?");
/* clang-format on */

enum status sub_account_list(struct tenant *t, struct str name, uint64_t account_id,
                             struct list *out)
{
    return tenant_list(t, &sub_account_page, WITH(TEXT(name), TEXT(name), ID(account_id)), out);
}

enum status sub_account_find(struct tenant *t, uint64_t account_id, struct sub_account *out)
{
    if (account_id == tenant_root(t))
        return NOT_FOUND;
    return tenant_one(t, &sub_account_one, WITH(ID(account_id)), out);
}

enum status sub_account_parent(struct tenant *t, struct sub_account *out)
{
    return tenant_one(t, &sub_account_one, WITH(ID(tenant_root(t))), out);
}

enum status sub_account_volume(struct tenant *t, uint64_t account_id, struct stamp since,
                               struct volume *out)
{
    uint64_t first = idgen_next_at(&(struct idgen){0}, since); /* the least of that instant */

    return tenant_one(t, &sub_account_sent, WITH(ID(account_id), ID(first)), out);
}

enum status sub_account_standing(struct tenant *t, uint64_t account_id, struct standing *out)
{
    return tenant_one(t, &sub_account_stands, WITH(ID(account_id)), out);
}

enum status sub_account_allowed(struct tenant *t, struct parent *out)
{
    return tenant_one(t, &sub_account_of_parent, WITH_NOTHING, out);
}

struct opening {
    struct tenant *t;
    struct db *db;
    const struct audit_who *who;
    const struct sub_account_new *new;
    uint64_t account_id;
    struct str *taken;
};

/* The parent's row is locked first: who would make it pay first waits, or is seen here. */
static enum status parent_hold(struct tenant *t)
{
    enum status status = tenant_try(t, &sub_account_lock, WITH_NOTHING);

    return status == CONFLICT ? DENIED : status;
}

/* Under the parent's lock, so that two at once can't both find the name free. Closed accounts
 * count too: they are still in lists. */
static enum status name_is_free(struct tenant *t, struct str name, uint64_t account_id,
                                struct str *taken)
{
    struct taken_name found = {0};
    enum status status =
        tenant_one(t, &sub_account_named, WITH(ID(account_id), TEXT(name)), &found);

    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    *taken = found.name;
    return CONFLICT;
}

static enum status opening_body(void *arg)
{
    struct opening *o = arg;
    uint64_t root_id = tenant_root(o->t);
    struct audit_entry entry = {.action = "account.create", .object = o->new->name};
    struct next_sub next;

    TRY(parent_hold(o->t));
    TRY(name_is_free(o->t, o->new->name, 0, o->taken));
    TRY(global_one(o->db, &sub_account_next, WITH_NOTHING, &next));
    TRY(global_run(o->db, &sub_account_add,
                   WITH(ID(root_id), ID(next.account_id), TEXT(o->new->name),
                        TEXT(o->new->country), TEXT(o->new->zone), ID(o->new->line))));
    TRY(global_run(o->db, &sub_account_count_row, WITH(ID(root_id), ID(next.account_id))));
    o->account_id = next.account_id;
    return audit_write_in(o->db, root_id, next.account_id, o->who, &entry);
}

enum { OPENING_TRIES = 5 };

/* A number that another tree's account took at the same moment is tried anew. */
enum status sub_account_open(struct tenant *t, struct db *db, const struct audit_who *who,
                             const struct sub_account_new *new, uint64_t *account_id,
                             struct str *taken)
{
    struct opening opening = {.t = t, .db = db, .who = who, .new = new, .taken = taken};
    enum status status = CONFLICT;

    *taken = (struct str){0};
    for (int i = 0; i < OPENING_TRIES && status == CONFLICT && !taken->at; i++)
        status = tenant_tx(t, opening_body, NULL, &opening);
    if (status == OK)
        *account_id = opening.account_id;
    return status == CONFLICT && !taken->at ? BUSY : status;
}

struct altering {
    struct tenant *t;
    struct db *db;
    const struct audit_who *who;
    const struct sub_account *before;
    struct str name;
    uint8_t line;
    enum account_state to;
    struct str *taken;
};

static enum status rename_body(void *arg)
{
    const struct altering *a = arg;
    struct arena *arena = tenant_arena(a->t);
    const struct sub_account *before = a->before;
    struct audit_entry entry = {.action = "account.rename", .object = before->name};

    TRY(parent_hold(a->t));
    TRY(name_is_free(a->t, a->name, before->account_id, a->taken));
    TRY(tenant_try(a->t, &sub_account_set_name,
                   WITH(TEXT(a->name), ID(a->line), ID(before->account_id), TEXT(before->name),
                        ID(before->line))));
    entry.before = str_format(arena, "%.*s, colour %u", STR_ARG(before->name), before->line);
    entry.after = str_format(arena, "%.*s, colour %u", STR_ARG(a->name), a->line);
    return audit_write_in(a->db, tenant_root(a->t), before->account_id, a->who, &entry);
}

enum status sub_account_rename(struct tenant *t, struct db *db, const struct audit_who *who,
                               const struct sub_account *before, struct str name, uint8_t line,
                               struct str *taken)
{
    struct altering altering = {.t = t,
                                .db = db,
                                .who = who,
                                .before = before,
                                .name = name,
                                .line = line,
                                .taken = taken};

    *taken = (struct str){0};

    return tenant_tx(t, rename_body, NULL, &altering);
}

static const char *const state_says[] = {
    [ACCOUNT_ACTIVE] = "Open", [ACCOUNT_SUSPENDED] = "Suspended", [ACCOUNT_CLOSED] = "Closed"};
static const char *const state_actions[] = {[ACCOUNT_ACTIVE] = "account.resume",
                                            [ACCOUNT_SUSPENDED] = "account.suspend",
                                            [ACCOUNT_CLOSED] = "account.close"};

/* One that opens again is opened: only under a parent that may have it. */
static enum status move_body(void *arg)
{
    const struct altering *a = arg;
    const struct sub_account *before = a->before;
    struct audit_entry entry = {.action = state_actions[a->to],
                                .object = before->name,
                                .before = str_of(state_says[before->state]),
                                .after = str_of(state_says[a->to])};

    if (a->to == ACCOUNT_ACTIVE)
        TRY(parent_hold(a->t));
    TRY(tenant_try(a->t, &sub_account_set_state,
                   WITH(WORD(account_state_words[a->to]), TEXT(a->who->user_name),
                        ID(before->account_id), WORD(account_state_words[before->state]))));
    return audit_write_in(a->db, tenant_root(a->t), before->account_id, a->who, &entry);
}

enum status sub_account_move(struct tenant *t, struct db *db, const struct audit_who *who,
                             const struct sub_account *before, enum account_state to)
{
    struct altering altering = {.t = t, .db = db, .who = who, .before = before, .to = to};

    return tenant_tx(t, move_body, NULL, &altering);
}
