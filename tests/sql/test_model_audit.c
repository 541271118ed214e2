/* test_model_audit.c: audit rows on a real MariaDB: one chain a tree, whatever happens
 *
 * Requirements LG-04 and LG-06; as the database user of the program admin, and of login for
 * what happens outside accounts. */
#include "kit/world.h"

#include "crypto/hash.h"
#include "model/account/setting.h"
#include "model/audit/audit.h"
#include "model/audit/audit_chain.h"
#include "model/audit/audit_list.h"

static const struct stmt *const asks[] = {AUDIT_ASKS, AUDIT_PAGE_ASKS, NULL};
static const struct stmt *const person_asks[] = {AUDIT_GLOBAL_ASKS, NULL};

static struct db *db;

static int up(void **state)
{
    (void)state;
    world_reset();
    db = world_db("admin", asks);
    return 0;
}

static int down(void **state)
{
    (void)state;
    db_close(db);
    return 0;
}

struct writing {
    struct tenant *tenant;
    struct audit_entry entry;
    enum status after; /* what the body ends with */
    unsigned times;
};

static enum status writing_body(void *arg)
{
    const struct writing *writing = arg;
    const struct audit_who who = {ANN, STR("Ann"), STR("192.0.2.7")};

    for (unsigned i = 0; i < writing->times; i++)
        TRY(audit_write(writing->tenant, &who, &writing->entry));
    return writing->after;
}

static enum status write_in(struct db *in, uint64_t account_id, const char *object,
                            enum status after, unsigned times)
{
    struct writing writing = {
        .tenant = world_tenant(in, account_id, ANN),
        .entry = {"role.change", str_of(object), STR("Basic user"), STR("Advanced user")},
        .after = after,
        .times = times};

    return tenant_tx(writing.tenant, writing_body, NULL, &writing);
}

struct chain_link {
    struct str bytes; /* the canonical bytes, put together by the server */
    struct str prev;
    struct str hash;
};
SHAPE(chain_link, FIELD(chain_link, bytes), FIELD(chain_link, prev), FIELD(chain_link, hash));

/* A column as a netstring, and one that may be NULL. */
#define NET(x)   "CONCAT(OCTET_LENGTH(" x "), ':', " x ", ',')"
#define MAYBE(x) "IFNULL(" NET(x) ", '-,')"

/* clang-format off */
#define CHAIN                                                                                  \
    "SELECT CONCAT(" NET("w.root_id") ", " NET("w.account_id") ", " NET("w.seq") ", "          \
    NET("DATE_FORMAT(w.at, '%Y-%m-%dT%H:%i:%s.%fZ')") ", " MAYBE("w.user_id") ", "             \
    NET("w.user_name") ", " NET("w.address") ", " NET("w.action") ", " NET("w.object") ", "    \
    MAYBE("w.was") ", " MAYBE("w.became") ") AS bytes, w.prev, w.hash"                         \
    "  FROM audit AS w WHERE w.root_id = ? ORDER BY w.seq LIMIT 10000"
/* clang-format on */

static const struct stmt chain_read = {.name = "of a test",
                                       .shape = &chain_link_shape,
                                       .reason = "a test looks at the rows",
                                       .text = CHAIN};
static const struct stmt *const chain_asks[] = {&chain_read, NULL};

static void links_check(const struct list *links)
{
    char zeros[DIGEST_BYTES] = {0};
    struct str before = {.at = zeros, .len = sizeof(zeros)};

    for (size_t i = 0; i < links->count; i++) {
        const struct chain_link *link = LIST_AT(links, struct chain_link, i);
        struct strbuf buf = {.arena = world_arena()};
        struct digest digest;

        assert_true(str_equal(link->prev, before));
        strbuf_put(&buf, link->prev);
        strbuf_put(&buf, link->bytes);
        assert_int_equal(hash_sha256(strbuf_str(&buf), &digest), OK);
        assert_true(str_equal(digest_str(&digest), link->hash));
        before = link->hash;
    }
}

/* The whole chain of a root, put together in SQL: audit_chain.h said a second time. Returns
 * the number of rows. */
static uint64_t chain_check(uint64_t root_id)
{
    struct db *root = db_open(world_conf(), "root", chain_asks);
    struct list links = {0};

    db_visit(root, world_arena());
    assert_int_equal(global_list(root, &chain_read, WITH(ID(root_id)), &links), OK);
    db_close(root);
    links_check(&links);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM audit_head AS h JOIN audit AS w"
                                  " ON w.root_id = h.root_id AND w.seq = h.seq"
                                  " AND w.hash = h.hash AND w.at = h.at WHERE h.root_id = %u"
                                  " AND h.seq = %zu",
                                  (unsigned)root_id, links.count),
                     links.count > 0 ? 1 : 0);
    return links.count;
}

static void test_one_chain_a_tree(void **state)
{
    (void)state;
    assert_int_equal(write_in(db, 2, "Zoë", OK, 1), OK);
    assert_int_equal(write_in(db, 8, "of the other tree", OK, 1), OK);
    assert_int_equal(write_in(db, 3, "", OK, 2), OK);
    assert_int_equal(write_in(db, 1, "a,1:b", OK, 1), OK);
    assert_int_equal(chain_check(1), 4);
    assert_int_equal(chain_check(7), 1);
    assert_int_equal(
        world_number("SELECT COUNT(*) AS n FROM audit AS w WHERE w.account_id = 3"), 2);
}

/* What is undone leaves no row and no gap. */
static void test_undone_with_the_action(void **state)
{
    (void)state;
    assert_int_equal(write_in(db, 2, "first", CONFLICT, 1), CONFLICT);
    assert_int_equal(chain_check(1), 0);
    assert_int_equal(write_in(db, 2, "second", OK, 1), OK);
    assert_int_equal(write_in(db, 2, "third", DENIED, 2), DENIED);
    assert_int_equal(write_in(db, 2, "fourth", OK, 1), OK);
    assert_int_equal(chain_check(1), 2);
}

/* A clock that was set back does not turn the chain round. */
static void test_time_goes_on(void **state)
{
    (void)state;
    assert_int_equal(write_in(db, 2, "now", OK, 1), OK);
    world_do("UPDATE audit_head AS h SET h.at = '2099-01-01' WHERE h.root_id = 1");
    assert_int_equal(write_in(db, 2, "then", OK, 2), OK);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM audit AS w WHERE w.root_id = 1"
                                  " AND w.at > '2099-01-01' AND w.at < '2099-01-02'"),
                     2);
    assert_int_equal(chain_check(1), 3);
}

static void test_long_texts_are_cut(void **state)
{
    struct str most = repeated(world_arena(), "ü", AUDIT_TEXT_POINTS);
    struct str over = repeated(world_arena(), "ü", AUDIT_TEXT_POINTS + 1);

    (void)state;
    assert_int_equal(write_in(db, 2, most.at, OK, 1), OK);
    assert_int_equal(write_in(db, 2, over.at, OK, 1), OK);
    assert_int_equal(
        world_number("SELECT COUNT(*) AS n FROM audit AS w WHERE w.object = '%s'", most.at), 1);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM audit AS w"
                                  " WHERE CHAR_LENGTH(w.object) = %d AND w.object LIKE '%%ü…'",
                                  AUDIT_TEXT_POINTS),
                     1);
    assert_int_equal(chain_check(1), 2);
}

enum { WRITERS = 8, EACH = 20 };

static bool write_often(unsigned i)
{
    struct db *own = db_open(world_conf(), "admin", asks);
    bool fine = true;

    db_visit(own, world_arena());
    for (unsigned n = 0; n < EACH; n++)
        fine = fine && write_in(own, i % 4 == 3 ? 8 : 1 + i % 4, "at once", OK, 1) == OK;
    db_close(own);
    return fine;
}

/* Eight at once, in three accounts of one tree and one of another, the head not yet made. */
static void test_at_once(void **state)
{
    (void)state;
    world_at_once(WRITERS, write_often);
    assert_int_equal(chain_check(1), WRITERS * 3 / 4 * EACH);
    assert_int_equal(chain_check(7), WRITERS / 4 * EACH);
}

static const struct stmt *const order_asks[] = {AUDIT_ASKS, AUDIT_IN_ASKS,
                                                &setting_account_lock, NULL};

/* One who has locked the account, or one who comes from outside. */
struct meeting {
    struct db *db;
    struct tenant *holder; /* NULL: from outside */
    unsigned runs;
};

static enum status meeting_body(void *arg)
{
    const struct audit_who who = {ANN, STR("Ann"), STR("192.0.2.7")};
    const struct audit_entry entry = {.action = "setting.change", .object = STR("Sending")};
    struct meeting *meeting = arg;

    meeting->runs++;
    if (!meeting->holder)
        return audit_write_in(meeting->db, 1, 2, &who, &entry);
    TRY(tenant_run(meeting->holder, &setting_account_lock, WITH_NOTHING));
    return audit_write(meeting->holder, &who, &entry);
}

static bool meet_often(unsigned i)
{
    struct db *own = db_open(world_conf(), "admin", order_asks);
    struct meeting meeting = {.db = own};
    bool fine = true;

    db_visit(own, world_arena());
    if (i % 2)
        meeting.holder = world_tenant(own, 2, ANN);
    for (unsigned n = 0; n < EACH; n++)
        fine = fine && global_tx(own, meeting_body, NULL, &meeting) == OK;
    db_close(own);
    return fine && meeting.runs == EACH;
}

/* Account before head, whoever writes: nobody is turned back to let another one pass. */
static void test_in_one_order(void **state)
{
    (void)state;
    assert_int_equal(write_in(db, 2, "the head is there", OK, 1), OK);
    world_at_once(WRITERS, meet_often);
    assert_int_equal(chain_check(1), 1 + WRITERS * EACH);
}

static size_t page_count(struct tenant *t, const struct audit_query *query)
{
    struct list rows = {0};
    bool more;

    assert_int_equal(audit_page(t, query, STAMP_NONE, &rows, &more), OK);
    return rows.count;
}

static struct audit_query everything(void)
{
    return (struct audit_query){.from = STAMP_NONE, .until = STAMP_NONE};
}

static void test_who_reads_what(void **state)
{
    const struct audit_query all = everything();
    struct audit_query tree = all;

    (void)state;
    tree.tree = true;
    assert_int_equal(write_in(db, 1, "of the parent", OK, 1), OK);
    assert_int_equal(write_in(db, 2, "of Marketing", OK, 2), OK);
    assert_int_equal(write_in(db, 3, "of Sales", OK, 3), OK);
    assert_int_equal(write_in(db, 8, "of the other tree", OK, 4), OK);
    assert_int_equal(page_count(world_tenant(db, 1, ANN), &all), 1);
    assert_int_equal(page_count(world_tenant(db, 2, ANN), &all), 2);
    assert_int_equal(page_count(world_tenant(db, 3, ANN), &all), 3);
    assert_int_equal(page_count(world_tenant(db, 8, ANN), &all), 4);
    assert_int_equal(page_count(world_tree(db, 1, ANN), &tree), 6);
    tree.account_id = 3;
    assert_int_equal(page_count(world_tree(db, 1, ANN), &tree), 3);
    tree.account_id = 8;
    assert_int_equal(page_count(world_tree(db, 1, ANN), &tree), 0);
}

static void test_search(void **state)
{
    struct tenant *t = world_tenant(db, 2, ANN);
    struct audit_query query = everything();

    (void)state;
    assert_int_equal(write_in(db, 2, "100% of Zoë", OK, 1), OK);
    assert_int_equal(write_in(db, 2, "somebody else", OK, 1), OK);
    query.words = STR("100%");
    assert_int_equal(page_count(t, &query), 1);
    query.words = STR("%z");
    assert_int_equal(page_count(t, &query), 0);
    query.words = STR("advanced");
    assert_int_equal(page_count(t, &query), 2);
    query.person = STR("ann");
    assert_int_equal(page_count(t, &query), 2);
    query.action = STR("sign-in.ok");
    assert_int_equal(page_count(t, &query), 0);
    query = everything();
    query.until = (struct stamp){.us = 0};
    assert_int_equal(page_count(t, &query), 0);
    query.until = STAMP_NONE;
    query.from = stamp_add(stamp_now(), STAMP_DAY);
    assert_int_equal(page_count(t, &query), 0);
    query.words = repeated(world_arena(), "x", AUDIT_SEARCH_MOST + 1);
    assert_int_equal(audit_page(t, &query, STAMP_NONE, &(struct list){0}, &(bool){false}),
                     TOO_MUCH);
}

/* Page by page every row comes once, newest first. */
static void test_pages(void **state)
{
    struct tenant *t = world_tenant(db, 2, ANN);
    const struct audit_query all = everything();
    struct stamp before = STAMP_NONE;
    size_t seen = 0;
    bool more = true;

    (void)state;
    assert_int_equal(write_in(db, 2, "many", OK, 2 * AUDIT_PAGE + 1), OK);
    while (more) {
        struct list rows = {0};

        assert_int_equal(audit_page(t, &all, before, &rows, &more), OK);
        for (size_t i = 0; i < rows.count; i++) {
            struct stamp at = LIST_AT(&rows, struct audit_event, i)->at;

            assert_true(stamp_is_none(before) || at.us < before.us);
            before = at;
        }
        seen += rows.count;
    }
    assert_int_equal(seen, 2 * AUDIT_PAGE + 1);
}

struct doing {
    struct db *db;
    uint64_t user_id;
};

static enum status doing_body(void *arg)
{
    const struct doing *doing = arg;
    const struct audit_who who = {doing->user_id, STR("Somebody"), STR("192.0.2.7")};
    const struct audit_entry entry = {.action = "sign-in.ok", .object = STR("Somebody")};

    return audit_person(doing->db, &who, &entry);
}

static void person_does(struct db *login, uint64_t user_id)
{
    struct doing doing = {login, user_id};

    assert_int_equal(global_tx(login, doing_body, NULL, &doing), OK);
}

static void member(unsigned root_id, unsigned account_id, unsigned user_id)
{
    world_do("INSERT INTO membership (root_id, account_id, user_id, role, added_at)"
             " VALUES (%u, %u, %u, 'basic', UTC_TIMESTAMP(6))",
             root_id, account_id, user_id);
}

/* In their account, in the parent if there are several, in each tree; or on the operator's
 * chain. */
static void test_persons(void **state)
{
    struct db *login = world_db("login", person_asks);

    (void)state;
    member(1, 2, BOB);
    member(1, 2, CAT);
    member(1, 3, CAT);
    member(7, 8, CAT);
    person_does(login, BOB);
    person_does(login, CAT);
    person_does(login, DAN);
    person_does(login, 0);
    db_close(login);
    assert_string_equal(world_text("SELECT GROUP_CONCAT(w.account_id, ':', w.user_id"
                                   " ORDER BY w.root_id, w.seq) AS text FROM audit AS w")
                            .at,
                        "2:12,1:13,8:13");
    assert_string_equal(world_text("SELECT GROUP_CONCAT(o.seq, ':', IFNULL(o.user_id, 'none')"
                                   " ORDER BY o.seq) AS text FROM audit_outside AS o")
                            .at,
                        "1:14,2:none");
    assert_int_equal(chain_check(1), 2);
    assert_int_equal(chain_check(7), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_chain_a_tree, up, down),
        cmocka_unit_test_setup_teardown(test_undone_with_the_action, up, down),
        cmocka_unit_test_setup_teardown(test_time_goes_on, up, down),
        cmocka_unit_test_setup_teardown(test_long_texts_are_cut, up, down),
        cmocka_unit_test_setup_teardown(test_at_once, up, down),
        cmocka_unit_test_setup_teardown(test_in_one_order, up, down),
        cmocka_unit_test_setup_teardown(test_who_reads_what, up, down),
        cmocka_unit_test_setup_teardown(test_search, up, down),
        cmocka_unit_test_setup_teardown(test_pages, up, down),
        cmocka_unit_test_setup_teardown(test_persons, up, down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
