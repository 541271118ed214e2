/* setting.c: what an account has decided, and what its parent has decided for it */
#include "model/account/setting.h"

#include <assert.h>

SHAPE(setting, FIELD(setting, footer), FIELD(setting, quiet_hours),
      FIELD(setting, duplicate_hours), FIELD(setting, day_messages),
      FIELD(setting, send_recipients), FIELD(setting, approval_above),
      FIELD(setting, reply_days), FIELD(setting, opt_out_words), FIELD(setting, opt_out_reply),
      FIELD(setting, opt_in_reply), FIELD(setting, retention_months), FIELD(setting, two_step),
      FIELD(setting, opt_out_scope), FIELD(setting, own), FIELD(setting, locks),
      FIELD(setting, sender_id), FIELD(setting, hands_down), FIELD(setting, version),
      FIELD(setting, changed_at), FIELD(setting, changed_by));

/* clang-format off */
/* Every setting, its standard beside it. */
#define VALUES(value)                                                                          \
    value("footer", "''") value("quiet_hours", "''") value("duplicate_hours", "24")            \
        value("day_messages", "0") value("send_recipients", "200")                             \
        value("approval_above", "0") value("reply_days", SETTING_STANDARD_REPLY_DAYS)          \
        value("opt_out_words", "''") value("opt_out_reply", "''") value("opt_in_reply", "''")  \
        value("retention_months", "0") value("two_step", SETTING_STANDARD_TWO_STEP)
#define HOLDS(column, standard)  SETTING_VALUE(column, standard) " AS " column ", "
#define GIVEN(column, standard)                                                                \
    "COALESCE(IF(a.account_id = a.root_id, NULL, p." column "), " standard ") AS " column ", "
#define NAMED(column, standard)  ", IF(s." column " IS NULL, NULL, '" column "')"

#define OF_TREE "COALESCE(p.opt_out_scope, 'account') AS opt_out_scope, "
#define OF_ROW                                                                                 \
    "COALESCE(p.locks, '') AS locks, COALESCE(s.sender_id, 0) AS sender_id,"                   \
    " a.account_id = a.root_id AND a.payment = 'postpaid' AS hands_down,"                     \
    " COALESCE(s.version, 0) AS version, s.changed_at, s.changed_by"                           \
    "  FROM account AS a"                                                                      \
    "  LEFT JOIN setting AS s ON " SAME("s", "a")                                              \
    "  LEFT JOIN setting AS p ON " HANDED("p", "a")                                            \
    " WHERE " OWN("a")

STMT(setting_of_own, &setting_shape,
     "SELECT " VALUES(HOLDS) OF_TREE "CONCAT_WS(',', NULL" VALUES(NAMED)
     NAMED("opt_out_scope", "") ") AS own, " OF_ROW);

STMT(setting_of_handed, &setting_shape, "SELECT " VALUES(GIVEN) OF_TREE "'' AS own, " OF_ROW);

STMT(setting_account_lock, NULL,
     "UPDATE account AS a SET a.state = a.state WHERE " OWN("a"));

STMT(setting_open_row, NULL, "INSERT INTO setting (" INTO ") VALUES (" INTO_VALUES ")");

STMT(setting_turn_row, NULL,
     "UPDATE setting AS s"
     "   SET s.version = s.version + 1, s.changed_at = UTC_TIMESTAMP(6), s.changed_by = ?"
     " WHERE " OWN("s") " AND s.version = ?");

STMT(setting_set_locks, NULL,
     "UPDATE setting AS s SET s.locks = ? WHERE " OWN("s") " AND s.account_id = s.root_id");

STMT(setting_set_sender, NULL, "UPDATE setting AS s SET s.sender_id = ? WHERE " OWN("s"));

/* Not what the parent has locked: the page that says so may be older than the lock. */
#define SET(column)                                                                            \
    "UPDATE setting AS s SET s." column " = ?"                                                 \
    " WHERE " OWN("s") " AND NOT EXISTS (SELECT 1 FROM setting AS p"                           \
    " WHERE " HANDED("p", "s") " AND p.account_id <> s.account_id"                             \
    " AND FIND_IN_SET('" column "', p.locks) > 0)"

STMT(setting_set_footer, NULL, SET("footer"));
STMT(setting_set_quiet_hours, NULL, SET("quiet_hours"));
STMT(setting_set_duplicate_hours, NULL, SET("duplicate_hours"));
STMT(setting_set_day_messages, NULL, SET("day_messages"));
STMT(setting_set_send_recipients, NULL, SET("send_recipients"));
STMT(setting_set_approval_above, NULL, SET("approval_above"));
STMT(setting_set_reply_days, NULL, SET("reply_days"));
STMT(setting_set_opt_out_words, NULL, SET("opt_out_words"));
STMT(setting_set_opt_out_reply, NULL, SET("opt_out_reply"));
STMT(setting_set_opt_in_reply, NULL, SET("opt_in_reply"));
STMT(setting_set_retention_months, NULL, SET("retention_months"));
STMT(setting_set_two_step, NULL, SET("two_step"));
STMT(setting_set_opt_out_scope, NULL,
     "UPDATE setting AS s SET s.opt_out_scope = ?"
     " WHERE " OWN("s") " AND s.account_id = s.root_id");
/* clang-format on */

static const struct stmt *const sets[SETTING_COUNT] = {
    [SETTING_FOOTER] = &setting_set_footer,
    [SETTING_QUIET_HOURS] = &setting_set_quiet_hours,
    [SETTING_DUPLICATE_HOURS] = &setting_set_duplicate_hours,
    [SETTING_DAY_MESSAGES] = &setting_set_day_messages,
    [SETTING_SEND_RECIPIENTS] = &setting_set_send_recipients,
    [SETTING_APPROVAL_ABOVE] = &setting_set_approval_above,
    [SETTING_REPLY_DAYS] = &setting_set_reply_days,
    [SETTING_OPT_OUT_WORDS] = &setting_set_opt_out_words,
    [SETTING_OPT_OUT_REPLY] = &setting_set_opt_out_reply,
    [SETTING_OPT_IN_REPLY] = &setting_set_opt_in_reply,
    [SETTING_RETENTION_MONTHS] = &setting_set_retention_months,
    [SETTING_TWO_STEP] = &setting_set_two_step,
    [SETTING_OPT_OUT_SCOPE] = &setting_set_opt_out_scope,
};

enum status setting_of(struct tenant *t, struct setting *out)
{
    return tenant_one(t, &setting_of_own, WITH_NOTHING, out);
}

enum status setting_handed(struct tenant *t, struct setting *out)
{
    return tenant_one(t, &setting_of_handed, WITH_NOTHING, out);
}

const char *setting_name(enum setting_no no)
{
    assert(no < SETTING_COUNT);
    return setting_shape.fields[no].name;
}

static bool is_named(struct str names, enum setting_no no)
{
    while (names.len > 0)
        if (str_is(str_cut(&names, ','), setting_name(no)))
            return true;
    return false;
}

bool setting_is_own(const struct setting *setting, enum setting_no no)
{
    return is_named(setting->own, no);
}

bool setting_is_locked(const struct setting *setting, enum setting_no no)
{
    return no == SETTING_OPT_OUT_SCOPE || is_named(setting->locks, no);
}

struct str setting_text(struct arena *arena, const struct setting *setting, enum setting_no no)
{
    const struct field *field = &setting_shape.fields[no];
    const void *member = (const char *)setting + field->offset;

    assert(no < SETTING_COUNT);
    if (field->kind == KIND_TEXT)
        return *(const struct str *)member;
    return str_format(arena, "%u", *(const uint32_t *)member);
}

enum status setting_turn(struct tenant *t, uint64_t version, struct str by)
{
    enum status opened;

    TRY(tenant_run(t, &setting_account_lock, WITH_NOTHING));
    opened = tenant_try(t, &setting_open_row, WITH_NOTHING);
    if (opened != CONFLICT) /* it has a row already */
        TRY(opened);
    return tenant_try(t, &setting_turn_row, WITH(TEXT(by), ID(version)));
}

struct changing {
    struct tenant *t;
    struct db *db;
    const struct setting_change *change;
};

/* Does it change who is asked for two-step sign-in? */
static bool is_about_two_step(const struct setting_change *change)
{
    for (size_t i = 0; i < change->count; i++)
        if (change->news[i].no == SETTING_TWO_STEP)
            return true;
    return change->locks.at != NULL;
}

static enum status change_body(void *arg)
{
    const struct changing *changing = arg;
    const struct setting_change *change = changing->change;
    struct tenant *t = changing->t;

    TRY(setting_turn(t, change->version, change->who->user_name));
    for (size_t i = 0; i < change->count; i++)
        TRY(tenant_try(t, sets[change->news[i].no], WITH(TEXT(change->news[i].value))));
    if (change->locks.at)
        TRY(tenant_try(t, &setting_set_locks, WITH(TEXT(change->locks))));
    if (change->has_sender)
        TRY(tenant_try(t, &setting_set_sender, WITH(ID_OR_NULL(change->sender_id))));
    if (is_about_two_step(change))
        TRY(session_judge_tree(changing->db, tenant_root(t)));
    return audit_write(t, change->who, &change->entry);
}

enum status setting_change(struct tenant *t, struct db *db, const struct setting_change *change)
{
    struct changing changing = {.t = t, .db = db, .change = change};

    return tenant_tx(t, change_body, NULL, &changing);
}
