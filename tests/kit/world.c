/* world.c: two trees of accounts on a real MariaDB, for tests/sql */
#include "kit/world.h"

#include <sys/wait.h>
#include <unistd.h>

#include "db/global.h"
#include "db/tenant_mint.h"

static struct arena *arena;
static const struct conf *conf;

static const char *const names[] = {"Ann", "Bob", "Cat", "Dan", "Eve", "Fay"};

struct arena *world_arena(void)
{
    if (!arena)
        arena = arena_new((size_t)1 << 30, 0);
    return arena;
}

const struct conf *world_conf(void)
{
    struct conf *read;
    struct str why;

    if (conf)
        return conf;
    if (!getenv("BRANCHLINE_CONF") ||
        conf_read(world_arena(), getenv("BRANCHLINE_CONF"), &read, &why) != OK) {
        print_error("BRANCHLINE_CONF names no configuration of a running database\n");
        exit(2);
    }
    conf = read;
    return conf;
}

struct db *world_db(const char *user, const struct stmt *const *asks)
{
    struct str why = {0};
    struct db *db;

    if (db_prove(world_arena(), world_conf(), user, asks, &why) != OK)
        fail_msg("%.*s", STR_ARG(why));
    db = db_open(world_conf(), user, asks);
    db_visit(db, world_arena());
    return db;
}

struct number {
    uint64_t n;
};
SHAPE(number, FIELD(number, n));

struct text {
    struct str text;
};
SHAPE(text, FIELD(text, text));

/* A connection for one statement of a test. */
static enum status root_ask(const char *sql, const struct shape *shape, void *out)
{
    const struct stmt stmt = {
        .name = "of a test", .shape = shape, .text = sql, .reason = "a test prepares its rows"};
    const struct stmt *const asks[] = {&stmt, NULL};
    struct db *db = db_open(world_conf(), "root", asks);
    enum status status;

    db_visit(db, world_arena());
    status =
        shape ? global_one(db, &stmt, WITH_NOTHING, out) : global_run(db, &stmt, WITH_NOTHING);
    if (status != OK && status != NOT_FOUND)
        fail_msg("%s: %s", sql, db_error(db));
    db_close(db);
    return status;
}

PRINTF(1, 0) static const char *format_sql(const char *format, va_list args)
{
    char sql[4096];
    int len = vsnprintf(sql, sizeof(sql), format, args);

    assert_true(len > 0 && (size_t)len < sizeof(sql));
    return str_z(world_arena(), str_of(sql));
}

void world_do(const char *format, ...)
{
    va_list args;
    const char *sql;

    va_start(args, format);
    sql = format_sql(format, args);
    va_end(args);
    assert_int_equal(root_ask(sql, NULL, NULL), OK);
}

uint64_t world_number(const char *format, ...)
{
    struct number number = {0};
    va_list args;
    const char *sql;

    va_start(args, format);
    sql = format_sql(format, args);
    va_end(args);
    return root_ask(sql, &number_shape, &number) == OK ? number.n : 0;
}

struct str world_text(const char *format, ...)
{
    struct text text = {0};
    va_list args;
    const char *sql;

    va_start(args, format);
    sql = format_sql(format, args);
    va_end(args);
    return root_ask(sql, &text_shape, &text) == OK ? text.text : (struct str){0};
}

/* Children first. */
static const char *const tables[] = {"mail",
                                     "audit",
                                     "audit_outside",
                                     "audit_head",
                                     "denial",
                                     "audit_seal",
                                     "message_news",
                                     "raw_receipt",
                                     "raw_inbound",
                                     "carrier_ref",
                                     "unnamed_part",
                                     "outbox",
                                     "route_bind",
                                     "route",
                                     "submission",
                                     "part",
                                     "message_word",
                                     "message",
                                     "conversation_event",
                                     "inbox_count",
                                     "conversation_own",
                                     "conversation",
                                     "contact",
                                     "setting",
                                     "sender",
                                     "session",
                                     "device",
                                     "sign_in_failure",
                                     "totp",
                                     "recovery_code",
                                     "half",
                                     "reset",
                                     "email_change",
                                     "invite_grant",
                                     "invite",
                                     "membership",
                                     "user",
                                     NULL};

static void account_make(unsigned root_id, unsigned account_id, const char *name)
{
    world_do("INSERT INTO account (root_id, account_id, name, payment, country, zone, line,"
             " opened_at) VALUES (%u, %u, '%s', 'postpaid', 'AU', 'Australia/Sydney', 1,"
             " UTC_TIMESTAMP(6)) ON DUPLICATE KEY UPDATE state = 'active'",
             root_id, account_id, name);
    world_do("INSERT INTO sender (root_id, account_id, msisdn, added_at)"
             " VALUES (%u, %u, '+6149000000%u', UTC_TIMESTAMP(6))",
             root_id, account_id, account_id);
}

/* A parent's row points at itself, so it can't be deleted; accounts stay and are set back. */
void world_reset(void)
{
    for (size_t i = 0; tables[i]; i++)
        world_do("DELETE x FROM %s AS x", tables[i]);
    world_do("UPDATE word_cursor AS f SET f.folded_to = 0");
    world_do("UPDATE node_lease AS l SET l.owner = NULL, l.until_at = '2020-01-01'");
    account_make(1, 1, "Tallowood");
    account_make(1, 2, "Marketing");
    account_make(1, 3, "Sales");
    account_make(7, 7, "Ferny Hill");
    account_make(7, 8, "Nursery");
    for (unsigned i = 0; i < COUNT_OF(names); i++)
        world_do("INSERT INTO user (user_id, email, name, password, zone, added_at)"
                 " VALUES (%u, '%s@tallowood.example', '%s', 'none', 'UTC',"
                 " UTC_TIMESTAMP(6))",
                 ANN + i, names[i], names[i]);
}

struct str world_name(uint64_t user_id)
{
    return str_of(names[user_id - ANN]);
}

static uint64_t root_of(uint64_t account_id)
{
    return account_id >= 7 ? 7 : 1;
}

struct tenant *world_tenant(struct db *db, uint64_t account_id, uint64_t user_id)
{
    return tenant_mint(db, root_of(account_id), account_id, user_id, REACH_ACCOUNT);
}

struct tenant *world_tree(struct db *db, uint64_t root_id, uint64_t user_id)
{
    return tenant_mint(db, root_id, root_id, user_id, REACH_TREE);
}

/* Every query counts rows that are wrong. */
static const struct {
    const char *about;
    const char *sql;
} checks[] = {
    {"the account's open count",
     "SELECT COUNT(*) AS n FROM inbox_count AS i WHERE i.scope = 'account' AND i.open <>"
     " (SELECT COUNT(*) FROM conversation AS c WHERE c.account_id = i.account_id"
     "  AND c.closed = 0)"},
    {"the account's closed count",
     "SELECT COUNT(*) AS n FROM inbox_count AS i WHERE i.scope = 'account' AND i.closed <>"
     " (SELECT COUNT(*) FROM conversation AS c WHERE c.account_id = i.account_id"
     "  AND c.closed = 1)"},
    {"the account's unread count",
     "SELECT COUNT(*) AS n FROM inbox_count AS i WHERE i.scope = 'account' AND i.unread <>"
     " (SELECT COUNT(*) FROM conversation AS c WHERE c.account_id = i.account_id"
     "  AND c.unread = 1)"},
    {"an account without a counter",
     "SELECT COUNT(*) AS n FROM conversation AS c WHERE NOT EXISTS (SELECT i.open"
     " FROM inbox_count AS i WHERE i.account_id = c.account_id AND i.scope = 'account')"},
    {"the tree's counts",
     "SELECT COUNT(*) AS n FROM inbox_count AS i WHERE i.scope = 'tree' AND"
     " (i.account_id <> i.root_id OR i.open <> (SELECT SUM(a.open) FROM inbox_count AS a"
     "  WHERE a.root_id = i.root_id AND a.scope = 'account') OR i.unread <>"
     " (SELECT SUM(b.unread) FROM inbox_count AS b WHERE b.root_id = i.root_id"
     "  AND b.scope = 'account') OR i.closed <> (SELECT SUM(d.closed) FROM inbox_count AS d"
     "  WHERE d.root_id = i.root_id AND d.scope = 'account'))"},
    {"a user's count, against the messages",
     "SELECT COUNT(*) AS n FROM inbox_count AS i WHERE i.scope = 'user' AND i.open <>"
     " (SELECT COUNT(DISTINCT m.conversation_id) FROM message AS m"
     "  WHERE m.account_id = i.account_id AND m.user_id = i.user_id)"},
    {"a user's unread count",
     "SELECT COUNT(*) AS n FROM inbox_count AS i WHERE i.scope = 'user' AND i.unread <>"
     " (SELECT COUNT(*) FROM conversation_own AS o WHERE o.account_id = i.account_id"
     "  AND o.user_id = i.user_id AND o.unread = 1)"},
    {"a projection without a message",
     "SELECT COUNT(*) AS n FROM conversation_own AS o WHERE NOT EXISTS (SELECT m.message_id"
     " FROM message AS m WHERE m.account_id = o.account_id AND m.user_id = o.user_id"
     " AND m.conversation_id = o.conversation_id)"},
    {"a projection that shows another's message",
     "SELECT COUNT(*) AS n FROM conversation_own AS o LEFT JOIN message AS m"
     " ON m.account_id = o.account_id AND m.message_id = o.last_message_id"
     " WHERE (COALESCE(m.user_id, 0) <> o.user_id OR m.state <> o.last_state"
     " OR m.direction <> o.last_direction OR o.last_message_id <>"
     " (SELECT MAX(x.message_id) FROM message AS x WHERE x.account_id = o.account_id"
     "  AND x.user_id = o.user_id AND x.conversation_id = o.conversation_id))"},
    {"a conversation that does not show its last message",
     "SELECT COUNT(*) AS n FROM conversation AS c LEFT JOIN message AS m"
     " ON m.account_id = c.account_id AND m.message_id = c.last_message_id"
     " WHERE (COALESCE(m.state, '') <> c.last_state OR m.direction <> c.last_direction"
     " OR c.last_message_id <> (SELECT MAX(x.message_id) FROM message AS x"
     " WHERE x.account_id = c.account_id AND x.conversation_id = c.conversation_id))"},
    {"a conversation whose newest outbound message is another",
     "SELECT COUNT(*) AS n FROM conversation AS c WHERE COALESCE(c.out_message_id, 0) <>"
     " COALESCE((SELECT MAX(m.message_id) FROM message AS m WHERE m.account_id = c.account_id"
     " AND m.conversation_id = c.conversation_id AND m.direction = 'out'), 0)"},
    {"a row with a version that its inbox has not reached",
     "SELECT COUNT(*) AS n FROM conversation AS c JOIN inbox_count AS i"
     " ON i.account_id = c.account_id AND i.scope = 'account' JOIN inbox_count AS t"
     " ON t.account_id = c.root_id AND t.scope = 'tree'"
     " WHERE (c.version > i.version OR c.tree_version > t.version OR c.version = 0)"},
    {"a row whose parents lie in another account",
     "SELECT COUNT(*) AS n FROM message AS m LEFT JOIN conversation AS c"
     " ON c.account_id = m.account_id AND c.conversation_id = m.conversation_id"
     " AND c.root_id = m.root_id WHERE c.conversation_id IS NULL"},
    {NULL, NULL}};

void world_check(void)
{
    for (size_t i = 0; checks[i].about; i++) {
        uint64_t wrong = world_number("%s", checks[i].sql);

        if (wrong)
            fail_msg("%llu times wrong: %s", (unsigned long long)wrong, checks[i].about);
    }
}

void world_at_once(unsigned count, bool (*work)(unsigned i))
{
    pid_t children[64] = {0};

    assert_in_range(count, 1, COUNT_OF(children));
    for (unsigned i = 0; i < count; i++) {
        children[i] = fork();
        assert_int_not_equal(children[i], -1);
        if (children[i] == 0)
            _exit(work(i) ? 0 : 1);
    }
    for (unsigned i = 0; i < count; i++) {
        int status = -1;

        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
}
