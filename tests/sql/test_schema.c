/* test_schema.c: the database itself refuses a row that points into another account (TN-05)
 *
 * Reads information_schema, which no statement of the product may, so over a connection of
 * its own. */
#include <mysql.h>

#include "kit/world.h"

#include "base/conf.h"
#include "db/table.h"

static MYSQL *line;

static int up(void **state)
{
    const struct conf *conf = world_conf();
    struct str path = str_format(world_arena(), "%s/db-root", conf_text(conf, "secret_dir"));
    struct str password;

    (void)state;
    world_reset();
    assert_int_equal(conf_secret(world_arena(), path.at, &password), OK);
    line = mysql_init(NULL);
    assert_non_null(line);
    assert_non_null(mysql_real_connect(line, NULL, "root", str_z(world_arena(), password),
                                       conf_text(conf, "database_name"), 0,
                                       conf_text(conf, "database_socket"), 0));
    return 0;
}

static int down(void **state)
{
    (void)state;
    mysql_close(line);
    return 0;
}

static MYSQL_RES *rows_of(const char *sql)
{
    MYSQL_RES *rows;

    if (mysql_real_query(line, sql, strlen(sql)) != 0)
        fail_msg("%s: %s", sql, mysql_error(line));
    rows = mysql_store_result(line);
    assert_non_null(rows);
    return rows;
}

/* Each row is a table (and what about it); `fits` judges it by the table's kind. */
static void each(const char *sql, bool (*fits)(enum table_kind kind, MYSQL_ROW row))
{
    MYSQL_RES *rows = rows_of(sql);
    MYSQL_ROW row;

    assert_int_not_equal(mysql_num_rows(rows), 0);
    while ((row = mysql_fetch_row(rows)))
        if (!fits(table_kind(str_of(row[0])), row))
            fail_msg("table %s: %s", row[0], row[1] ? row[1] : "");
    mysql_free_result(rows);
}

static bool is_declared(enum table_kind kind, MYSQL_ROW row)
{
    (void)row;
    return kind != TABLE_UNKNOWN;
}

static void test_declared(void **state)
{
    (void)state;
    each("SELECT table_name, 'is not in sql/tables.tsv' FROM information_schema.tables"
         " WHERE table_schema = DATABASE()",
         is_declared);
}

static bool has_tenant_first(enum table_kind kind, MYSQL_ROW row)
{
    return (kind != TABLE_TENANT && kind != TABLE_AGED) ||
           strcmp(row[1], "root_id NO, account_id NO") == 0;
}

static void test_tenant_columns_first(void **state)
{
    (void)state;
    each("SELECT c.table_name, GROUP_CONCAT(c.column_name, ' ', c.is_nullable"
         " ORDER BY c.ordinal_position SEPARATOR ', ')"
         " FROM information_schema.columns AS c WHERE c.table_schema = DATABASE()"
         " AND c.ordinal_position <= 2 GROUP BY c.table_name",
         has_tenant_first);
}

/* Of a tenant's table: (root_id, account_id) points at the account, and what else points at
 * another tenant's table takes the account along. The accounts' own tree is one column. */
static bool is_composite(enum table_kind kind, MYSQL_ROW row)
{
    bool to_tenant = table_kind(str_of(row[2])) == TABLE_TENANT;

    if (kind == TABLE_AGED)
        return false; /* partitioned tables can have none */
    if (kind != TABLE_TENANT || !to_tenant || strcmp(row[0], "account") == 0)
        return true;
    return strstr(row[1], "account_id>account_id") != NULL;
}

#define KEYS                                                                                   \
    "SELECT k.table_name, GROUP_CONCAT(k.column_name, '>', k.referenced_column_name"           \
    " ORDER BY k.ordinal_position), MAX(k.referenced_table_name)"                              \
    " FROM information_schema.key_column_usage AS k WHERE k.table_schema = DATABASE()"         \
    " AND k.referenced_table_name IS NOT NULL GROUP BY k.table_name, k.constraint_name"

static void test_foreign_keys(void **state)
{
    (void)state;
    each(KEYS, is_composite);
}

static bool has_account_key(enum table_kind kind, MYSQL_ROW row)
{
    return kind != TABLE_TENANT || strcmp(row[0], "account") == 0 || strcmp(row[1], "1") == 0;
}

static void test_every_tenant_table_has_its_account(void **state)
{
    (void)state;
    each("SELECT t.table_name, EXISTS (SELECT 1 FROM information_schema.key_column_usage AS r"
         "  JOIN information_schema.key_column_usage AS a"
         "    ON a.constraint_schema = r.constraint_schema AND a.table_name = r.table_name"
         "   AND a.constraint_name = r.constraint_name"
         " WHERE r.table_schema = DATABASE() AND r.table_name = t.table_name"
         "   AND r.referenced_table_name = 'account' AND r.column_name = 'root_id'"
         "   AND r.referenced_column_name = 'root_id' AND a.column_name = 'account_id'"
         "   AND a.referenced_column_name = 'account_id')"
         " FROM information_schema.tables AS t WHERE t.table_schema = DATABASE()",
         has_account_key);
}

static void refused(const char *sql)
{
    assert_int_not_equal(mysql_real_query(line, sql, strlen(sql)), 0);
    if (mysql_errno(line) != 1452)
        fail_msg("%s: %s", sql, mysql_error(line));
}

/* Each names an account and, beside it, something of another. */
static void test_mixed_rows(void **state)
{
    (void)state;
    refused("INSERT INTO contact (root_id, account_id, name, msisdn, added_at)"
            " VALUES (7, 2, 'x', '+61491570001', UTC_TIMESTAMP(6))");
    refused("INSERT INTO sender (root_id, account_id, msisdn, added_at)"
            " VALUES (1, 8, '+61491570001', UTC_TIMESTAMP(6))");
    refused("INSERT INTO conversation (root_id, account_id, sender_id, msisdn,"
            " first_message_id, last_message_id, last_at, last_direction, last_state, preview,"
            " version, tree_version) SELECT 1, 2, s.sender_id, '+61491570001', 1, 1,"
            " UTC_TIMESTAMP(6), 'in', 'received', '', 1, 1 FROM sender AS s"
            " WHERE s.account_id = 3");
    refused("INSERT INTO inbox_count (root_id, account_id, scope) VALUES (7, 2, 'account')");
    refused("INSERT INTO membership (root_id, account_id, user_id, role, added_at)"
            " VALUES (1, 7, 11, 'basic', UTC_TIMESTAMP(6))");
}

static void test_mixed_conversations(void **state)
{
    static const char add[] =
        "INSERT INTO conversation (root_id, account_id, sender_id, msisdn, first_message_id,"
        " last_message_id, last_at, last_direction, last_state, preview, version, tree_version)"
        " SELECT 1, 3, s.sender_id, '+61491570001', 1, 1, UTC_TIMESTAMP(6), 'in', 'received',"
        " '', 1, 1 FROM sender AS s WHERE s.account_id = 3";

    (void)state;
    assert_int_equal(mysql_real_query(line, add, strlen(add)), 0);
    refused("INSERT INTO conversation_own (root_id, account_id, user_id, conversation_id,"
            " first_message_id, last_message_id, last_at, last_direction, last_state, preview,"
            " version) SELECT 1, 2, 11, c.conversation_id, 1, 1, UTC_TIMESTAMP(6), 'in',"
            " 'received', '', 1 FROM conversation AS c WHERE c.account_id = 3");
    refused("INSERT INTO conversation_event (root_id, account_id, conversation_id, event_id,"
            " kind, happened_at) SELECT 1, 2, c.conversation_id, 1, 'closed',"
            " UTC_TIMESTAMP(6) FROM conversation AS c WHERE c.account_id = 3");
}

#define SQL_TEST(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SQL_TEST(test_declared),     SQL_TEST(test_tenant_columns_first),
        SQL_TEST(test_foreign_keys), SQL_TEST(test_every_tenant_table_has_its_account),
        SQL_TEST(test_mixed_rows),   SQL_TEST(test_mixed_conversations),
    };

    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
