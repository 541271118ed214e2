/* test_model_words.c: messages found by their words, folded or not yet, by whoever may see them
 * (TN-10, TN-11, TN-13) */
#include <unistd.h>

#include "kit/post.h"

#include "model/conversation/talk_words.h"
#include "model/conversation/wordbook.h"

static const struct stmt *const asks[] = {TALK_SEARCH_ASKS, TALK_WORDS_ASKS, NULL};

static struct db *db;
static struct post post;

static int up(void **state)
{
    (void)state;
    return post_up("inbox", asks, &db, &post);
}

static struct list found(struct tenant *t, enum inbox_scope scope, const char *wanted)
{
    struct talk_search search = {.scope = scope, .kind = SEARCH_TEXT, .wanted = str_of(wanted)};
    struct list rows = {0};
    uint64_t older;

    assert_int_equal(talk_find(t, &search, &rows, &older), OK);
    assert_int_equal(older, 0);
    return rows;
}

/* Ann and Bob write to the same person, Cat to nobody; the answer is to Bob alone. */
static void three_users(void)
{
    post_out(&post, 2, ANN, 1, "Ann: tulips");
    post_out(&post, 2, BOB, 1, "Bob: crocus");
    post_in(&post, 2, 1, "YES crocus");
}

/* All words of all messages, as dlrd folds them. */
static void words_fold(void)
{
    static const struct stmt *const fold_asks[] = {WORDBOOK_ASKS, NULL};
    static struct db *dlrd;
    uint64_t count;

    if (!dlrd)
        dlrd = world_db("dlrd", fold_asks);
    do
        assert_int_equal(wordbook_fold_before(dlrd, UINT64_MAX, &count), OK);
    while (count > 0);
}

static void words_find_alike(void)
{
    struct tenant *ann = world_tenant(db, 2, ANN);
    struct tenant *bob = world_tenant(db, 2, BOB);
    struct tenant *tree = world_tree(db, 1, CAT);
    struct talk_search branch = {INBOX_TREE, SEARCH_TEXT, STR("crocus"), 2, 0};
    struct list rows = {0};
    uint64_t older;

    assert_int_equal(talk_find(tree, &branch, &rows, &older), OK);
    assert_int_equal(rows.count, 1);
    branch.account_id = 3;
    assert_int_equal(talk_find(tree, &branch, &rows, &older), OK);
    assert_int_equal(rows.count, 0);
    assert_int_equal(found(ann, INBOX_ACCOUNT, "Crocus").count, 1);
    assert_int_equal(found(ann, INBOX_ACCOUNT, "croc").count, 1);
    assert_int_equal(found(ann, INBOX_ACCOUNT, "rocus").count, 0);
    assert_int_equal(found(ann, INBOX_ACCOUNT, "yes, croc").count, 1);
    assert_int_equal(found(ann, INBOX_ACCOUNT, "yes tulips").count, 0);
    assert_int_equal(found(ann, INBOX_ACCOUNT, "crocus never").count, 0);
    assert_int_equal(found(ann, INBOX_MINE, "crocus").count, 0);
    assert_int_equal(found(ann, INBOX_MINE, "yes crocus").count, 0);
    assert_int_equal(found(ann, INBOX_MINE, "tul").count, 1);
    assert_int_equal(found(bob, INBOX_MINE, "yes crocus").count, 1);
    assert_int_equal(found(tree, INBOX_TREE, "crocus").count, 1);
    assert_int_equal(found(tree, INBOX_TREE, "yes crocus").count, 1);
    assert_int_equal(found(world_tree(db, 7, CAT), INBOX_TREE, "crocus").count, 0);
    assert_int_equal(found(world_tenant(db, 3, ANN), INBOX_ACCOUNT, "c").count, 0);
}

static void test_words(void **state)
{
    struct list rows;

    (void)state;
    three_users();
    words_find_alike();
    words_fold();
    words_find_alike();
    world_do("UPDATE word_cursor AS f SET f.folded_to = 0"); /* once more over what is there */
    words_find_alike();
    words_fold();
    words_find_alike();

    post_in(&post, 2, 1, "crocus once more"); /* not folded yet */
    rows = found(world_tenant(db, 2, ANN), INBOX_ACCOUNT, "crocus");
    assert_int_equal(rows.count, 1);
    ASSERT_STR(world_arena(), LIST_AT(&rows, struct talk, 0)->preview, "crocus once more");
}

/* A page of hits is one a conversation, and every conversation is on some page. */
static void test_word_pages(void **state)
{
    struct talk_search search = {INBOX_ACCOUNT, SEARCH_TEXT, STR("dahlia"), 0, 0};
    uint64_t older = 0;
    size_t count = 0;

    (void)state;
    for (unsigned i = 0; i < TALK_PAGE + 5; i++)
        post_out(&post, 2, ANN, i, i % 2 ? "a dahlia" : "some dahlias");
    for (unsigned i = 0; i < 4 * TALK_PAGE; i++)
        post_out(&post, 2, BOB, 0, "dahlia, again and again");
    for (int folded = 0; folded < 2; folded++) {
        for (count = 0, search.before = 0; search.before || count == 0; search.before = older) {
            struct list rows = {0};

            assert_int_equal(talk_find(world_tenant(db, 2, ANN), &search, &rows, &older), OK);
            assert_true(rows.count <= TALK_PAGE);
            count += rows.count;
        }
        assert_int_equal(count, TALK_PAGE + 6); /* number 0 is there by its first text again */
        words_fold();
    }
}

#define SQL_TEST(test) cmocka_unit_test_setup_teardown(test, up, post_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SQL_TEST(test_words),
        SQL_TEST(test_word_pages),
    };

    return cmocka_run_group_tests_name("model_words", tests, NULL, NULL);
}
