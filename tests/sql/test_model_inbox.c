/* test_model_inbox.c: who sees which conversation (TN-10, TN-11, TN-13), marks and changes */
#include <string.h>
#include <unistd.h>

#include "kit/post.h"

#include "model/account/access.h"
#include "model/account/account.h"
#include "model/conversation/contact.h"
#include "model/conversation/conversation.h"
#include "model/conversation/talk_words.h"
#include "model/message/message.h"

static const struct stmt *const asks[] = {TALK_LIST_ASKS,         TALK_SEARCH_ASKS,
                                          TALK_WORDS_ASKS,        CONVERSATION_READ_ASKS,
                                          CONVERSATION_MARK_ASKS, &access_inside,
                                          ACCOUNT_TREE_ASKS,      MESSAGE_READ_ASKS,
                                          &contact_by_number,     NULL};

static struct db *db;
static struct post post;

static int up(void **state)
{
    (void)state;
    return post_up("inbox", asks, &db, &post);
}

static struct list talks(struct tenant *t, enum inbox_scope scope, enum talk_tab tab)
{
    struct talk_query query = {.scope = scope, .tab = tab};
    struct list rows = {0};
    bool more;

    assert_int_equal(talk_list(t, &query, &rows, &more), OK);
    assert_false(more);
    return rows;
}

/* As a visit of the tenant's user is told them, in the role that reads by that scope. */
static struct inbox_count counts(struct tenant *t, enum inbox_scope scope)
{
    static const char *const roles[] = {
        [INBOX_ACCOUNT] = "advanced", [INBOX_MINE] = "basic", [INBOX_TREE] = "administrator"};
    unsigned user_id = (unsigned)tenant_user(t);
    struct access_query query = {.account_id = tenant_account(t),
                                 .merged = tenant_sees_tree(t)};
    struct access access;
    char hash[32];

    memset(hash, (int)user_id, sizeof(hash));
    world_do("DELETE s FROM session AS s WHERE s.user_id = %u", user_id);
    world_do("DELETE m FROM membership AS m WHERE m.user_id = %u", user_id);
    world_do("INSERT INTO membership (root_id, account_id, user_id, role, added_at)"
             " VALUES (%u, %u, %u, '%s', UTC_TIMESTAMP(6))",
             (unsigned)tenant_root(t), (unsigned)tenant_account(t), user_id, roles[scope]);
    world_do("INSERT INTO session (id_hash, user_id, made_at, seen_at, ends_at, auth_at,"
             " address, agent, form_salt)"
             " VALUES (REPEAT(CHAR(%u), 32), %u, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6),"
             " UTC_TIMESTAMP(6) + INTERVAL 1 HOUR, UTC_TIMESTAMP(6), '127.0.0.1', 'test',"
             " REPEAT('s', 16))",
             user_id, user_id);
    query.id_hash = (struct str){.at = hash, .len = sizeof(hash)};
    assert_int_equal(access_find(db, &query, &access), OK);
    assert_true(access.inbox_scope == INBOX_UNSET || access.inbox_scope == scope);
    return access.inbox;
}

static struct list found(struct tenant *t, enum inbox_scope scope, enum talk_search_kind kind,
                         const char *wanted)
{
    struct talk_search search = {.scope = scope, .kind = kind, .wanted = str_of(wanted)};
    struct list rows = {0};
    uint64_t older;
    enum status status = talk_find(t, &search, &rows, &older);

    assert_true(status == OK || (status == INVALID && kind == SEARCH_TEXT));
    return rows;
}

/* Ann and Bob write to the same person, Cat to nobody; the answer is to Bob alone. */
static void three_users(void)
{
    post_out(&post, 2, ANN, 1, "Ann: tulips");
    post_out(&post, 2, BOB, 1, "Bob: crocus");
    post_in(&post, 2, 1, "YES crocus");
}

static void test_basic_user_sees_own(void **state)
{
    struct tenant *ann = world_tenant(db, 2, ANN);
    struct tenant *bob = world_tenant(db, 2, BOB);
    struct tenant *cat = world_tenant(db, 2, CAT);
    struct list rows;

    (void)state;
    three_users();
    rows = talks(ann, INBOX_MINE, TALK_ALL);
    assert_int_equal(rows.count, 1);
    ASSERT_STR(world_arena(), LIST_AT(&rows, struct talk, 0)->preview, "Ann: tulips");
    assert_false(LIST_AT(&rows, struct talk, 0)->unread);
    assert_int_equal(LIST_AT(&rows, struct talk, 0)->last_user_id, ANN);
    assert_int_equal(talks(ann, INBOX_MINE, TALK_UNREAD).count, 0);
    assert_int_equal(counts(ann, INBOX_MINE).unread, 0);

    rows = talks(bob, INBOX_MINE, TALK_UNREAD);
    assert_int_equal(rows.count, 1);
    ASSERT_STR(world_arena(), LIST_AT(&rows, struct talk, 0)->preview, "YES crocus");
    assert_int_equal(LIST_AT(&rows, struct talk, 0)->last_user_id, 0);
    assert_int_equal(counts(bob, INBOX_MINE).unread, 1);

    assert_int_equal(talks(cat, INBOX_MINE, TALK_ALL).count, 0);
    assert_int_equal(counts(cat, INBOX_MINE).open, 0);

    /* Search obeys the same predicate as the rows. */
    assert_int_equal(found(ann, INBOX_MINE, SEARCH_TEXT, "crocus").count, 0);
    assert_int_equal(found(ann, INBOX_MINE, SEARCH_TEXT, "TULIP").count, 1);
    assert_int_equal(found(bob, INBOX_MINE, SEARCH_TEXT, "crocus").count, 1);
    assert_int_equal(found(cat, INBOX_MINE, SEARCH_NUMBER, "0491 57").count, 0);
    assert_int_equal(found(ann, INBOX_MINE, SEARCH_NUMBER, "0491 57").count, 1);
    assert_int_equal(found(ann, INBOX_ACCOUNT, SEARCH_TEXT, "crocus").count, 1);
}

static size_t thread_len(struct tenant *t, enum inbox_scope scope, uint64_t conversation_id)
{
    struct thread_query query = {.scope = scope, .conversation_id = conversation_id};
    struct list rows = {0};
    bool more;

    assert_int_equal(message_thread(t, &query, &rows, &more), OK);
    return rows.count;
}

static void test_thread_and_trace_scope(void **state)
{
    struct conversation conversation;
    struct message message;
    uint64_t id;
    uint64_t of_bob;

    (void)state;
    three_users();
    id = world_number("SELECT c.conversation_id AS n FROM conversation AS c");
    of_bob = world_number("SELECT m.message_id AS n FROM message AS m"
                          " WHERE m.user_id = 12 AND m.direction = 'out'");
    assert_int_equal(thread_len(world_tenant(db, 2, ANN), INBOX_MINE, id), 1);
    assert_int_equal(thread_len(world_tenant(db, 2, BOB), INBOX_MINE, id), 2);
    assert_int_equal(thread_len(world_tenant(db, 2, CAT), INBOX_MINE, id), 0);
    assert_int_equal(thread_len(world_tenant(db, 2, CAT), INBOX_ACCOUNT, id), 3);
    assert_int_equal(thread_len(world_tenant(db, 3, CAT), INBOX_ACCOUNT, id), 0);

    assert_int_equal(conversation_find(world_tenant(db, 2, CAT), INBOX_MINE, id, &conversation),
                     NOT_FOUND);
    assert_int_equal(
        conversation_find(world_tenant(db, 3, CAT), INBOX_ACCOUNT, id, &conversation),
        NOT_FOUND);
    assert_int_equal(
        conversation_find(world_tenant(db, 8, CAT), INBOX_ACCOUNT, id, &conversation),
        NOT_FOUND);
    assert_int_equal(
        conversation_find(world_tenant(db, 1, CAT), INBOX_ACCOUNT, id, &conversation),
        NOT_FOUND);
    assert_int_equal(conversation_find(world_tenant(db, 2, ANN), INBOX_MINE, id, &conversation),
                     OK);
    ASSERT_STR(world_arena(), conversation.sender, "+61490000002");

    assert_int_equal(message_find(world_tenant(db, 2, ANN), INBOX_MINE, of_bob, &message),
                     NOT_FOUND);
    assert_int_equal(message_find(world_tenant(db, 2, BOB), INBOX_MINE, of_bob, &message), OK);
    assert_int_equal(message_find(world_tenant(db, 2, ANN), INBOX_ACCOUNT, of_bob, &message),
                     OK);
    assert_int_equal(message_find(world_tenant(db, 7, ANN), INBOX_ACCOUNT, of_bob, &message),
                     NOT_FOUND);
}

/* Every account of both trees has one conversation with the same person. */
static void test_trees(void **state)
{
    static const uint64_t accounts[] = {1, 2, 3, 7, 8};
    struct list rows;
    struct talk_query branch = {.scope = INBOX_TREE, .tab = TALK_OPEN, .account_id = 3};
    bool more;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(accounts); i++) {
        const char *text = str_format(world_arena(), "canary %u", (unsigned)accounts[i]).at;

        post_out(&post, accounts[i], ANN, 5, text);
        post_in(&post, accounts[i], 5, text);
    }
    for (size_t i = 0; i < COUNT_OF(accounts); i++) {
        struct tenant *t = world_tenant(db, accounts[i], CAT);

        rows = talks(t, INBOX_ACCOUNT, TALK_OPEN);
        assert_int_equal(rows.count, 1);
        assert_int_equal(LIST_AT(&rows, struct talk, 0)->account_id, accounts[i]);
        assert_int_equal(counts(t, INBOX_ACCOUNT).open, 1);
        assert_int_equal(found(t, INBOX_ACCOUNT, SEARCH_TEXT, "canary").count, 1);
        assert_int_equal(found(t, INBOX_ACCOUNT, SEARCH_NUMBER, "491570005").count, 1);
    }
    rows = talks(world_tree(db, 1, CAT), INBOX_TREE, TALK_OPEN);
    assert_int_equal(rows.count, 3);
    ASSERT_STR(world_arena(), LIST_AT(&rows, struct talk, 0)->account_name, "Sales");
    assert_int_equal(talks(world_tree(db, 7, CAT), INBOX_TREE, TALK_UNREAD).count, 2);
    assert_int_equal(counts(world_tree(db, 1, CAT), INBOX_TREE).unread, 3);
    assert_int_equal(counts(world_tree(db, 7, CAT), INBOX_TREE).open, 2);
    assert_int_equal(found(world_tree(db, 1, CAT), INBOX_TREE, SEARCH_TEXT, "canary").count, 3);
    assert_int_equal(found(world_tree(db, 7, CAT), INBOX_TREE, SEARCH_NUMBER, "5").count, 2);

    assert_int_equal(talk_list(world_tree(db, 1, CAT), &branch, &rows, &more), OK);
    assert_int_equal(rows.count, 1);
    branch.account_id = 8; /* of the other tree */
    assert_int_equal(talk_list(world_tree(db, 1, CAT), &branch, &rows, &more), OK);
    assert_int_equal(rows.count, 0);
}

/* A tree with a thousand sub-accounts is not listed whole, but each of them can be found. */
static void test_branches(void **state)
{
    struct tenant *t = world_tree(db, 1, CAT);
    struct branch branch;
    struct list rows = {0};
    bool more;

    (void)state;
    post_in(&post, 3, 5, "canary");
    assert_int_equal(account_few(t, &rows, &more), OK);
    assert_false(more);
    assert_int_equal(rows.count, 3);
    ASSERT_STR(world_arena(), LIST_AT(&rows, struct twig, 0)->name, "Tallowood");
    assert_int_equal(account_branch(t, 3, &branch), OK);
    assert_int_equal(branch.unread, 1);
    assert_int_equal(account_branch(t, 8, &branch), NOT_FOUND);

    world_do("INSERT INTO account (root_id, account_id, name, payment, country, zone, line,"
             " opened_at) SELECT 1, 1000 + s.seq, CONCAT('Branch ', s.seq), 'postpaid', 'AU',"
             " 'UTC', 1, UTC_TIMESTAMP(6) FROM seq_1_to_1000 AS s");
    rows = (struct list){0};
    assert_int_equal(account_few(t, &rows, &more), OK);
    assert_true(more);
    rows = (struct list){0};
    assert_int_equal(account_named(t, STR(""), &rows, &more), OK);
    assert_true(more);
    assert_int_equal(rows.count, BRANCHES_PAGE);
    ASSERT_STR(world_arena(), LIST_AT(&rows, struct branch, 0)->name, "Tallowood");
    rows = (struct list){0};
    assert_int_equal(account_named(t, STR("branch 777"), &rows, &more), OK);
    assert_false(more);
    assert_int_equal(rows.count, 1);
    assert_int_equal(LIST_AT(&rows, struct branch, 0)->account_id, 1777);
    rows = (struct list){0};
    assert_int_equal(account_named(t, STR("%"), &rows, &more), OK);
    assert_int_equal(rows.count, 0);
}

static void test_names(void **state)
{
    struct list rows;

    (void)state;
    world_do("INSERT INTO contact (root_id, account_id, name, msisdn, added_at)"
             " VALUES (1, 2, 'Zo\xc3\xab Novak', '+61491570001', UTC_TIMESTAMP(6)),"
             " (1, 3, 'Zo\xc3\xab of Sales', '+61491570002', UTC_TIMESTAMP(6))");
    three_users();
    post_out(&post, 2, ANN, 2, "no contact here");
    rows = talks(world_tenant(db, 2, ANN), INBOX_ACCOUNT, TALK_OPEN);
    assert_int_equal(rows.count, 2);
    assert_null(LIST_AT(&rows, struct talk, 0)->contact_name.at);
    ASSERT_STR(world_arena(), LIST_AT(&rows, struct talk, 1)->contact_name, "Zo\xc3\xab Novak");
    assert_int_equal(found(world_tenant(db, 2, ANN), INBOX_ACCOUNT, SEARCH_NAME, "zoe").count,
                     1);
    assert_int_equal(found(world_tenant(db, 2, ANN), INBOX_MINE, SEARCH_NAME, "NOVAK").count,
                     1);
    assert_int_equal(found(world_tenant(db, 2, CAT), INBOX_MINE, SEARCH_NAME, "zoe").count, 0);
    assert_int_equal(found(world_tree(db, 1, CAT), INBOX_TREE, SEARCH_NAME, "zo").count, 1);
    assert_int_equal(found(world_tenant(db, 2, ANN), INBOX_ACCOUNT, SEARCH_NAME, "%").count, 0);
    assert_int_equal(found(world_tenant(db, 2, ANN), INBOX_ACCOUNT, SEARCH_TEXT, "_").count, 0);
}

static void test_marks_are_independent(void **state)
{
    struct tenant *ann = world_tenant(db, 2, ANN);
    struct tenant *bob = world_tenant(db, 2, BOB);
    struct conversation conversation;
    uint64_t id;

    (void)state;
    three_users();
    id = world_number("SELECT c.conversation_id AS n FROM conversation AS c");

    /* Bob, a Basic user, reads his own mark; the account's stays. */
    assert_int_equal(conversation_read(bob, INBOX_MINE, id, 0), OK);
    assert_int_equal(counts(bob, INBOX_MINE).unread, 0);
    assert_int_equal(counts(bob, INBOX_ACCOUNT).unread, 1);
    assert_int_equal(conversation_unread(bob, INBOX_MINE, id), OK);
    assert_int_equal(counts(bob, INBOX_MINE).unread, 1);

    /* Ann reads the account's; Bob's stays. */
    assert_int_equal(conversation_read(ann, INBOX_ACCOUNT, id, 0), OK);
    assert_int_equal(counts(ann, INBOX_ACCOUNT).unread, 0);
    assert_int_equal(counts(bob, INBOX_MINE).unread, 1);
    assert_int_equal(conversation_find(bob, INBOX_MINE, id, &conversation), OK);
    assert_true(conversation.unread);
    assert_int_equal(conversation_find(ann, INBOX_ACCOUNT, id, &conversation), OK);
    assert_false(conversation.unread);

    /* What came after the page was shown stays unread. */
    post_in(&post, 2, 1, "and daffodils");
    assert_int_equal(conversation_read(ann, INBOX_ACCOUNT, id, conversation.last_message_id),
                     OK);
    assert_int_equal(counts(ann, INBOX_ACCOUNT).unread, 1);

    assert_int_equal(conversation_read(world_tenant(db, 2, CAT), INBOX_MINE, id, 0), NOT_FOUND);
    assert_int_equal(conversation_read(world_tenant(db, 3, ANN), INBOX_ACCOUNT, id, 0),
                     NOT_FOUND);
    assert_int_equal(conversation_unread(world_tenant(db, 8, ANN), INBOX_ACCOUNT, id),
                     NOT_FOUND);
}

static void test_close_and_reopen(void **state)
{
    struct tenant *ann = world_tenant(db, 2, ANN);
    struct list events = {0};
    uint64_t id;

    (void)state;
    three_users();
    id = world_number("SELECT c.conversation_id AS n FROM conversation AS c");
    assert_int_equal(conversation_close(ann, &post.node.ids, id, STR("Ann")), OK);
    assert_int_equal(conversation_close(ann, &post.node.ids, id, STR("Ann")), CONFLICT);
    assert_int_equal(counts(ann, INBOX_ACCOUNT).open, 0);
    assert_int_equal(counts(ann, INBOX_ACCOUNT).closed, 1);
    assert_int_equal(counts(ann, INBOX_ACCOUNT).unread, 0);
    assert_int_equal(talks(ann, INBOX_ACCOUNT, TALK_CLOSED).count, 1);

    post_out(&post, 2, ANN, 1, "outbound does not reopen");
    assert_int_equal(counts(ann, INBOX_ACCOUNT).closed, 1);
    post_in(&post, 2, 1, "but this does");
    assert_int_equal(counts(ann, INBOX_ACCOUNT).open, 1);
    assert_int_equal(counts(ann, INBOX_ACCOUNT).unread, 1);

    assert_int_equal(conversation_close(ann, &post.node.ids, id, STR("Ann")), OK);
    assert_int_equal(conversation_reopen(ann, &post.node.ids, id, STR("Ann")), OK);
    assert_int_equal(conversation_events(ann, id, 0, &events), OK);
    assert_int_equal(events.count, 4);
    assert_null(LIST_AT(&events, struct conversation_event, 1)->user_name.at);
    assert_int_equal(LIST_AT(&events, struct conversation_event, 1)->kind, EVENT_REOPENED);
    ASSERT_STR(world_arena(), LIST_AT(&events, struct conversation_event, 3)->user_name, "Ann");
    assert_int_equal(
        conversation_close(world_tenant(db, 3, ANN), &post.node.ids, id, STR("Ann")),
        NOT_FOUND);
}

/* A keyset page never shows a row twice nor leaves one out. */
static void test_pages(void **state)
{
    struct talk_query query = {.scope = INBOX_ACCOUNT, .tab = TALK_OPEN};
    struct tenant *ann = world_tenant(db, 2, ANN);
    size_t seen = 0;
    bool more = true;

    (void)state;
    for (unsigned i = 0; i < 120; i++)
        post_out(&post, 2, ANN, i, "page");
    for (unsigned page = 0; more; page++) {
        struct list rows = {0};

        assert_int_equal(talk_list(ann, &query, &rows, &more), OK);
        assert_int_equal(rows.count, page < 2 ? TALK_PAGE : 20);
        for (size_t i = 0; i < rows.count; i++) {
            const struct talk *talk = LIST_AT(&rows, struct talk, i);

            assert_true(query.before == 0 || talk->last_message_id < query.before);
            query.before = talk->last_message_id;
        }
        seen += rows.count;
    }
    assert_int_equal(seen, 120);
    query.tab = TALK_ALL;
    assert_int_equal(talk_list(ann, &query, &(struct list){0}, &more), INVALID);
}

static void test_thread_pages(void **state)
{
    struct thread_query query = {.scope = INBOX_ACCOUNT};
    struct tenant *ann = world_tenant(db, 2, ANN);
    struct list rows = {0};
    uint64_t newest = 0;
    bool more;

    (void)state;
    for (unsigned i = 0; i < 60; i++)
        newest = post_out(&post, 2, ANN, 1, "again");
    query.conversation_id =
        world_number("SELECT c.conversation_id AS n FROM conversation AS c");
    assert_int_equal(message_thread(ann, &query, &rows, &more), OK);
    assert_int_equal(rows.count, THREAD_PAGE);
    assert_true(more);
    assert_int_equal(LIST_AT(&rows, struct message, 49)->message_id, newest);
    query.before = LIST_AT(&rows, struct message, 0)->message_id;
    assert_int_equal(message_thread(ann, &query, &rows, &more), OK);
    assert_int_equal(rows.count, 10);
    assert_false(more);
    assert_true(LIST_AT(&rows, struct message, 9)->message_id < query.before);
}

#define SQL_TEST(test) cmocka_unit_test_setup_teardown(test, up, post_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SQL_TEST(test_basic_user_sees_own),
        SQL_TEST(test_thread_and_trace_scope),
        SQL_TEST(test_trees),
        SQL_TEST(test_branches),
        SQL_TEST(test_names),
        SQL_TEST(test_marks_are_independent),
        SQL_TEST(test_close_and_reopen),
        SQL_TEST(test_pages),
        SQL_TEST(test_thread_pages),
    };

    return cmocka_run_group_tests_name("model_inbox", tests, NULL, NULL);
}
